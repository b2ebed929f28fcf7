import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Lock from "lucide-solid/icons/lock";
import { createSignal, For, Show } from "solid-js";
import type { Decision, DifferenceState, PublicDifference } from "#domain/imports";
import { usePlace } from "../place.ts";
import { Breakable } from "../ui/breakable.tsx";
import { Menu } from "../ui/menus/late-menu.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { comingOf, noteOf, sidesOf } from "./words.ts";

interface RowProps {
  row: PublicDifference;
  isLocked: boolean;
  decide: (state: Decision) => void;
  look: (isLooking: boolean) => void;
}

/** One difference: before and after side by side, and what may be decided, or was. */
export function DifferenceRow(props: RowProps) {
  const sides = () => sidesOf(props.row);
  const isDecided = () => props.row.state !== "open";
  const coming = (way: "add" | "remove") =>
    props.row.kind === "member" ? comingOf(props.row.after, way) : "";
  return (
    <li
      class="diff"
      classList={{ decided: isDecided() }}
      data-id={props.row.id}
      onPointerEnter={() => props.look(true)}
      onPointerLeave={() => props.look(false)}
      onFocusIn={() => props.look(true)}
      onFocusOut={() => props.look(false)}
    >
      <div class="diff-who">
        <strong>
          <bdi>{props.row.subject.name}</bdi>
        </strong>
        <span class="sub">{noteOf(props.row)}</span>
        <PresenceMark id={props.row.id} />
      </div>
      <div class="diff-sides">
        <For each={sides()}>
          {(side) => (
            <div class="diff-side" classList={{ kept: side.isKept, fresh: !side.before }}>
              <span class="diff-field">{side.name}</span>
              <span class="diff-before">
                <span class="visually-hidden">here: </span>
                <Breakable text={side.before} />
                <Show when={side.isKept}>
                  <span class="diff-kept">
                    <Lock size={12} aria-hidden="true" /> Kept: set here by hand
                  </span>
                </Show>
              </span>
              <span class="diff-after">
                <span class="visually-hidden">in the MIS: </span>
                <Show when={side.isKept} fallback={<Breakable text={side.after} />}>
                  <s>
                    <Breakable text={side.after} />
                  </s>
                </Show>
              </span>
            </div>
          )}
        </For>
        <Show when={coming("add")}>
          {(names) => <p class="diff-people">{`Comes in: ${names()}`}</p>}
        </Show>
        <Show when={coming("remove")}>
          {(names) => <p class="diff-people">{`Goes out: ${names()}`}</p>}
        </Show>
        <Show when={props.row.outcome}>
          {(outcome) => <p class="diff-people bad">{outcome()}</p>}
        </Show>
      </div>
      <Decide {...props} />
    </li>
  );
}

const decidedWords: Record<Exclude<DifferenceState, "open">, string> = {
  accepted: "Accepted",
  ignored: "Ignored for now",
  never: "Ignored for good",
  applied: "Applied",
};

function Decide(props: RowProps) {
  const { me, school } = usePlace();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const name = () => props.row.subject.name;
  const isQuestion = () => props.row.kind === "identity";
  /** What of this import was found by an answer for good: it is asked again with the next. */
  const isHeeded = () => props.row.after?.isHeeded === true;
  const back = () => {
    if (!isHeeded()) return "open";
    return props.row.state === "never" ? "ignored" : "never";
  };
  const undo = () => (back() === "ignored" ? "Ask again next time" : "Undo");
  /** Nothing of it would be taken over. */
  const isAllKept = () => sidesOf(props.row).every(({ isKept }) => isKept) && !isQuestion();
  return (
    <div class="diff-acts">
      <Show
        when={props.row.state === "open"}
        fallback={
          <>
            <span class="diff-state" data-state={props.row.state}>
              <Check size={14} aria-hidden="true" />
              {isHeeded() && props.row.state === "ignored"
                ? "Asked again next time"
                : decidedWords[props.row.state as Exclude<DifferenceState, "open">]}
            </span>
            <Show when={props.row.decidedBy}>
              {(by) => <span class="sub">{`by ${by().id === me.id ? "you" : by().name}`}</span>}
            </Show>
            <Show when={props.row.state !== "applied"}>
              <button
                type="button"
                class="link-button"
                aria-label={`${undo()}: ${name()}`}
                disabled={props.isLocked}
                onClick={() => props.decide(back())}
              >
                {undo()}
              </button>
            </Show>
          </>
        }
      >
        <Show
          when={!isAllKept()}
          fallback={
            <Show when={props.row.subject.noun === "user" && props.row.subject.id}>
              {(id) => (
                <A class="button small" href={`/s/${school.id}/users/${id()}`}>
                  Open account
                </A>
              )}
            </Show>
          }
        >
          <button
            type="button"
            class="button small"
            aria-label={`${isQuestion() ? "The same" : "Accept"}: ${name()}`}
            disabled={props.isLocked}
            onClick={() => props.decide("accepted")}
          >
            {isQuestion() ? "The same" : "Accept"}
          </button>
        </Show>
        <button
          type="button"
          class="button small"
          aria-label={`${isQuestion() ? "Not the same" : "Ignore"}: ${name()}`}
          aria-haspopup="menu"
          aria-expanded={anchor() !== null}
          disabled={props.isLocked}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {isQuestion() ? "Not the same" : "Ignore"}
          <ChevronDown size={14} aria-hidden="true" />
        </button>
        <Show when={anchor()} keyed>
          {(at) => (
            <Menu
              label={`Ignore ${name()}`}
              anchor={at}
              choices={[
                {
                  label: isQuestion() ? "Ask again next time" : "For now",
                  act: () => props.decide("ignored"),
                },
                {
                  label: isQuestion() ? "Never the same" : "For good",
                  act: () => props.decide("never"),
                },
              ]}
              close={() => setAnchor(null)}
            />
          )}
        </Show>
      </Show>
    </div>
  );
}
