import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";

/** Screen readers are told once it has been quiet for so long, after the note about what happened; milliseconds. */
const calm = 1_500;

/** How much waits to be shown, while the list holds still [C5]; nothing when nothing does. */
export function UpdatesButton(props: { count: number; apply: () => void }) {
  const [said, setSaid] = createSignal("");
  const words = () => (props.count === 1 ? "1 update" : `${props.count} updates`);
  createEffect(
    on(
      () => props.count,
      (count) => {
        const timer = setTimeout(() => setSaid(count > 0 ? `${words()} to this list.` : ""), calm);
        onCleanup(() => clearTimeout(timer));
      },
      { defer: true },
    ),
  );
  return (
    <>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
      <Show when={props.count > 0}>
        <button type="button" class="updates" onClick={(event) => apply(event.currentTarget)}>
          {words()}
        </button>
      </Show>
    </>
  );

  /** The button goes away with its updates; the focus stays at the list it stands in or, on phones, above. */
  function apply(button: HTMLElement): void {
    const frame = ".table-frame";
    const list = button.closest<HTMLElement>(frame) ?? document.querySelector<HTMLElement>(frame);
    props.apply();
    list?.focus({ preventScroll: true });
  }
}
