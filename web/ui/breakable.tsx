import { For } from "solid-js";

/** Text with addresses in it, which break before the @ where they are too long for a line, and are never translated. */
export function Breakable(props: { text: string }) {
  const parts = () => props.text.split(/(\S+@\S+)/).filter(Boolean);
  return (
    <For each={parts()}>{(part) => (part.includes("@") ? <Address text={part} /> : part)}</For>
  );
}

function Address(props: { text: string }) {
  const at = props.text.indexOf("@");
  return (
    <span translate="no">
      {props.text.slice(0, at)}
      <wbr />
      {props.text.slice(at)}
    </span>
  );
}
