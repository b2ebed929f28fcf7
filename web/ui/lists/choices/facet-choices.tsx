import { For, Show } from "solid-js";
import type { Facets } from "./chosen-facets.ts";
import type { Facet, Option } from "./facets.ts";

interface FacetChoicesProps<T> {
  facets: Facets<T>;
  /** Among which one chooses. */
  rows: readonly T[];
  /** There are others besides, which the server has. */
  hasMore?: boolean;
}

/** A choice for each thing that rows can be chosen by. */
export function FacetChoices<T>(props: FacetChoicesProps<T>) {
  return <For each={props.facets.all}>{(facet) => <FacetChoice facet={facet} {...props} />}</For>;
}

function FacetChoice<T>(props: FacetChoicesProps<T> & { facet: Facet<T> }) {
  const value = () => props.facets.chosenFor(props.facet);
  const isSeldom = (one: string) => props.facet.seldom?.holds(one) === true;
  const options = () => (props.hasMore && props.facet.every?.()) || props.facet.options(props.rows);
  return (
    <label class="choice">
      <span class="label">{props.facet.label}</span>
      <select
        class="input"
        onChange={(event) => props.facets.choose(props.facet, event.currentTarget.value || null)}
      >
        <option value="" selected={value() === null}>
          {props.facet.all}
        </option>
        <Options of={options().filter(([one]) => !isSeldom(one))} value={value()} />
        <Show when={options().some(([one]) => isSeldom(one))}>
          <optgroup label={props.facet.seldom?.name}>
            <Options of={options().filter(([one]) => isSeldom(one))} value={value()} />
          </optgroup>
        </Show>
      </select>
    </label>
  );
}

function Options(props: { of: readonly Option[]; value: string | null }) {
  return (
    <For each={props.of}>
      {([one, name]) => (
        <option value={one} selected={one === props.value}>
          {name}
        </option>
      )}
    </For>
  );
}
