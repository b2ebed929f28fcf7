import { createUniqueId, For, Show } from "solid-js";
import { usePlace } from "../../place.ts";
import type { Clash } from "./draft.ts";
import { whoChanged } from "./who-changed.ts";

interface ClashesProps<T> {
  /** Whose row it is, as events are about it. */
  id: string;
  clashes: readonly Clash<T>[];
  choose: (field: keyof T, whose: "mine" | "theirs") => void;
  /** What somebody else has just saved: `this account`. */
  what: string;
  names: Record<keyof T, string>;
  /** A value in words. */
  valueName: (field: keyof T, value: T[keyof T]) => string;
}

/** Fields that somebody else has changed too: both values side by side, to choose from [C2]. */
export function Clashes<T>(props: ClashesProps<T>) {
  const { me, school } = usePlace();
  const who = () => whoChanged(school.feed.events(), props.id, me.id) ?? "Somebody else";
  return (
    <Show when={props.clashes.length > 0}>
      <div class="clashes" role="alert">
        <p>
          <strong>
            {who()} has just saved {props.what}.
          </strong>{" "}
          You both changed this. Choose which to keep.
        </p>
        <For each={props.clashes}>{(clash) => <Choice clash={clash} {...props} />}</For>
      </div>
    </Show>
  );
}

function Choice<T>(props: ClashesProps<T> & { clash: Clash<T> }) {
  const name = createUniqueId();
  return (
    <fieldset class="clash">
      <legend class="label">{props.names[props.clash.field]}</legend>
      <div class="clash-values">
        <For each={["mine", "theirs"] as const}>
          {(whose) => (
            <label class="clash-value">
              <input
                type="radio"
                name={name}
                checked={props.clash.chosen === whose}
                onChange={() => props.choose(props.clash.field, whose)}
              />
              <span>
                <span class="sub">{whose === "mine" ? "Yours" : "Theirs"}</span>
                <span class="breakable">
                  {props.valueName(props.clash.field, props.clash[whose])}
                </span>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
