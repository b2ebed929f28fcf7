import { createMemo, For, type JSX, Show } from "solid-js";
import type { ActivityFilter } from "#domain/events/activity";
import { nouns } from "#domain/kinds";
import { fullName } from "#domain/names";
import type { Noun } from "#domain/nouns";
import { isActive, type User } from "#domain/users/seen";
import { useAnnounced } from "../actions/noun.ts";
import { usePlace } from "../place.ts";
import { Day } from "./day.tsx";

interface ActivityFiltersProps {
  filter: ActivityFilter;
  set: (filter: ActivityFilter) => void;
  clear: () => void;
}

/** By whom or about whom, of what kind, and on which days. */
export function ActivityFilters(props: ActivityFiltersProps) {
  const isSet = () => Object.keys(props.filter).length > 0;
  return (
    <fieldset class="activity-filters">
      <legend class="visually-hidden">Show</legend>
      <Choice
        label="Person"
        value={props.filter.person}
        set={(person) => props.set({ ...props.filter, person })}
      >
        <option value="">Everybody</option>
        <People chosen={props.filter.person} />
      </Choice>
      <Choice
        label="Kind"
        value={props.filter.kind}
        set={(kind) => props.set({ ...props.filter, kind: kind as ActivityFilter["kind"] })}
      >
        <option value="">Everything</option>
        <For each={nouns}>{(noun) => <Kinds noun={noun} />}</For>
      </Choice>
      <Day label="From" which="from" filter={props.filter} set={props.set} />
      <Day label="To" which="to" filter={props.filter} set={props.set} />
      <Show when={isSet()}>
        <button type="button" class="button" onClick={() => props.clear()}>
          Clear
        </button>
      </Show>
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  set: (value: string | undefined) => void;
  children: JSX.Element;
}

function Choice(props: ChoiceProps) {
  return (
    <label class="activity-filter">
      <span class="label">{props.label}</span>
      <select
        class="input"
        value={props.value ?? ""}
        onChange={(event) => props.set(event.currentTarget.value || undefined)}
      >
        {props.children}
      </select>
    </label>
  );
}

/** Everybody who has or had an account at the school. */
function People(props: { chosen: string | undefined }) {
  const { school } = usePlace();
  const people = createMemo(() =>
    [...school.users.all()].sort((one, other) => fullName(one).localeCompare(fullName(other))),
  );
  const left = () => people().filter((user) => !isActive(user));
  const isStranger = () =>
    props.chosen !== undefined && !people().some(({ id }) => id === props.chosen);
  return (
    <>
      <Names people={people().filter(isActive)} chosen={props.chosen} />
      <Show when={left().length > 0}>
        <optgroup label="Inactive">
          <Names people={left()} chosen={props.chosen} />
        </optgroup>
      </Show>
      <Show when={isStranger()}>
        <option value={props.chosen} selected>
          Somebody not in the list
        </option>
      </Show>
    </>
  );
}

function Names(props: { people: User[]; chosen: string | undefined }) {
  return (
    <For each={props.people}>
      {(user) => (
        <option value={user.id} selected={user.id === props.chosen}>
          {fullName(user)}
        </option>
      )}
    </For>
  );
}

function Kinds(props: { noun: Noun }) {
  const { label, kindNames } = useAnnounced().nouns[props.noun];
  if (!kindNames) return <option value={props.noun}>{label}</option>;
  return (
    <optgroup label={label}>
      <option value={props.noun}>{`All ${label.toLowerCase()}`}</option>
      <For each={Object.entries(kindNames)}>
        {([kind, name]) => <option value={kind}>{name}</option>}
      </For>
    </optgroup>
  );
}
