import { Match, Switch } from "solid-js";
import { HelpLink } from "../ui/help-link.tsx";
import type { PupilFilter } from "./list.ts";
import type { Roster } from "./roster.ts";

interface NoPupilsProps {
  filter: PupilFilter;
  query: string;
  roster: Roster;
  /** A group or a year is chosen. */
  isNarrowed: boolean;
  clear: () => void;
  add: () => void;
}

/** In place of the list, while it is on its way, and when no pupil is in it. */
export function NoPupils(props: NoPupilsProps) {
  const hasAny = () => props.roster.rows.all().length > 0;
  const isNoneGone = () => props.filter === "inactive" && !props.query && !props.isNarrowed;
  return (
    <Switch fallback={<div class="bone list" aria-busy="true" />}>
      <Match when={props.roster.trouble()}>
        {(detail) => (
          <div class="panel">
            <h2>The pupils did not load</h2>
            <p role="alert">{detail()}</p>
            <button type="button" class="button primary" onClick={() => props.roster.load()}>
              Try again
            </button>
          </div>
        )}
      </Match>
      <Match when={props.roster.isWhole() && !hasAny()}>
        <div class="panel">
          <h2>No pupils yet</h2>
          <p>
            Pupils come with your MIS’s file, or one by one. Only Admins and Owners see all of them;
            a teacher sees those of their own groups.{" "}
            <HelpLink to="pupils">More about pupils</HelpLink>
          </p>
          <button type="button" class="button primary" onClick={() => props.add()}>
            Add a pupil
          </button>
        </div>
      </Match>
      <Match when={props.roster.isWhole()}>
        <div class="panel">
          <h2>{isNoneGone() ? "No pupil is inactive" : "No pupil matches"}</h2>
          <p>
            {isNoneGone()
              ? "Pupils who have left stand here until they are erased."
              : "Try another word, or look at all pupils."}
          </p>
          <button type="button" class="button" onClick={() => props.clear()}>
            Show all pupils
          </button>
        </div>
      </Match>
    </Switch>
  );
}
