import { createMemo, createSignal, For, Show } from "solid-js";

/** Something that may be chosen. */
export interface Choice {
  id: string;
  name: string;
  /** Smaller, beside it. */
  about: string;
}

interface PickListProps {
  label: string;
  choices: readonly Choice[];
  isTicked: (id: string) => boolean;
  tick: (id: string, isTicked: boolean) => void;
  /** What is said beside something, in a word. */
  mark?: (id: string) => string;
  /** In place of an empty list. */
  fallback: string;
}

/** A list of ticks. Tab leads into it and out of it, arrows walk in it, Space ticks. */
export function PickList(props: PickListProps) {
  const [reached, setReached] = createSignal("");
  let list: HTMLFieldSetElement | undefined;
  const ids = createMemo(() => props.choices.map(({ id }) => id));
  const current = () => (ids().includes(reached()) ? reached() : ids()[0]);
  return (
    <fieldset ref={list} class="pick-list" onKeyDown={press}>
      <legend class="visually-hidden">{props.label}</legend>
      <Show when={ids().length > 0} fallback={<p class="muted">{props.fallback}</p>}>
        <For each={props.choices}>
          {(choice) => (
            <label class="pick" data-marked={props.mark?.(choice.id) || undefined}>
              <input
                type="checkbox"
                value={choice.id}
                tabindex={current() === choice.id ? 0 : -1}
                checked={props.isTicked(choice.id)}
                onFocus={() => setReached(choice.id)}
                onChange={(event) => props.tick(choice.id, event.currentTarget.checked)}
              />
              <span class="pick-name">{choice.name}</span>
              <span class="sub">
                {[choice.about, props.mark?.(choice.id)].filter(Boolean).join(" · ")}
              </span>
            </label>
          )}
        </For>
      </Show>
    </fieldset>
  );

  function press(event: KeyboardEvent): void {
    const boxes = [...(list?.querySelectorAll<HTMLInputElement>("input") ?? [])];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: boxes.length - 1,
    };
    const to = steps[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    boxes[Math.min(boxes.length - 1, Math.max(0, to))]?.focus();
  }
}
