import { createMemo, createSignal, Show } from "solid-js";
import { searchText, seeking } from "#domain/text/search";
import { type Choice, PickList } from "./pick-list.tsx";
import type { Picking } from "./picking.ts";

interface PickerProps {
  picking: Picking;
  /** All there are, in their order. */
  choices: readonly Choice[];
  /** The plural of what is chosen. */
  what: string;
  /** What the second list is called. */
  chosen: string;
}

/** Two lists: one to find and tick, one of what is chosen, to untick [S4]. */
export function Picker(props: PickerProps) {
  const [query, setQuery] = createSignal("");
  const [said, setSaid] = createSignal("");
  let box: HTMLInputElement | undefined;
  const listed = createMemo(() => props.picking.listed());
  const offered = createMemo(() => {
    const isFound = seeking(query());
    return props.choices.filter(
      ({ id, name, about }) => !listed().has(id) && isFound(searchText([name, about])),
    );
  });
  const chosen = createMemo(() => props.choices.filter(({ id }) => listed().has(id)));
  const staying = () => chosen().filter(({ id }) => props.picking.isStaying(id)).length;

  return (
    <div class="picker">
      <div class="picker-side">
        <input
          ref={box}
          type="search"
          class="input"
          placeholder={`Filter ${props.what}`}
          aria-label={`Filter ${props.what}`}
          autocomplete="off"
          spellcheck={false}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={pressInBox}
        />
        <PickList
          label={`${capital(props.what)} to add`}
          choices={offered()}
          isTicked={(id) => props.picking.ticked().has(id)}
          tick={props.picking.tick}
          fallback={
            query() ? `No ${props.what} match “${query()}”.` : `All ${props.what} are in the list.`
          }
        />
        <button
          type="button"
          class="button"
          disabled={props.picking.ticked().size === 0}
          onClick={add}
        >
          Add to list
          <Show when={props.picking.ticked().size > 0}> ({props.picking.ticked().size})</Show>
        </button>
      </div>
      <div class="picker-side">
        <p class="label picker-chosen">
          {props.chosen} · {staying()}
        </p>
        <PickList
          label={props.chosen}
          choices={chosen()}
          isTicked={props.picking.isStaying}
          tick={props.picking.keep}
          mark={(id) =>
            props.picking.isStaying(id) ? (props.picking.isNew(id) ? "new" : "") : "goes"
          }
          fallback="Nothing is in the list yet."
        />
      </div>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
    </div>
  );

  /** The button has nothing to do then: whoever adds goes on looking. */
  function add(): void {
    const number = props.picking.addTicked();
    setSaid(`${number} added to the list.`);
    setQuery("");
    box?.focus();
  }

  /** Enter ticks what alone is left, and does not save yet. */
  function pressInBox(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [only, ...others] = offered();
    if (!only || others.length > 0) return;
    props.picking.tick(only.id, true);
    add();
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
