import { For } from "solid-js";

/** Text with addresses in it, which break before the @ where they are too long for a line. */
export function Breakable(props: { text: string }) {
  const parts = () => props.text.split(/(?=@)/);
  return (
    <For each={parts()}>
      {(part, i) => (
        <>
          {i() > 0 && <wbr />}
          {part}
        </>
      )}
    </For>
  );
}
