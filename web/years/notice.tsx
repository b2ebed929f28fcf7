import { A } from "@solidjs/router";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import { Match, Show, Switch } from "solid-js";
import { rolledInWords } from "#domain/years/words";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import { createYears, dayInWords, isOpen, takeBack } from "./years.ts";

/** On the overview, a week before the school year begins what that will do, and for a week after what it did, to take back [S6]. */
export default function YearNotice(_: { close: () => void }) {
  const { school } = usePlace();
  const now = school.clock.minute;
  const years = createYears(school);
  const next = () => {
    const coming = years.known()?.next;
    const effect = coming?.effect;
    return coming && effect && effect.moves + effect.leaves > 0 ? { ...coming, ...effect } : null;
  };
  const latest = () => {
    const roll = years.known()?.latest;
    return roll && isOpen(roll, now()) ? roll : null;
  };
  const undoing = createSubmit({
    send: () => takeBack(school, latest()?.id ?? ""),
    done: () => {
      note({ text: "Pupils and groups are where they were.", tone: "good" });
      years.load();
    },
    tell: (text) => note({ text, tone: "bad" }),
  });
  return (
    <Switch>
      <Match when={latest()}>
        {(roll) => (
          <section class="card overview-message" aria-label="New school year">
            <CalendarClock size={18} aria-hidden="true" />
            <div>
              <p>
                <strong>The new school year has begun.</strong> {rolledInWords(roll())}
              </p>
              <p class="sub">
                {`It can be taken back until ${due(roll().undoUntil, school.timeZone())}. What somebody has changed by hand since stays.`}
              </p>
            </div>
            <button
              type="button"
              class="button small"
              disabled={undoing.isPending()}
              onClick={() => void undoing.submit()}
            >
              {undoing.isPending() ? "Taking back…" : "Take it back"}
            </button>
          </section>
        )}
      </Match>
      <Match when={next()}>
        {(coming) => (
          <section class="card overview-message" aria-label="New school year">
            <CalendarClock size={18} aria-hidden="true" />
            <div>
              <p>
                <strong>{`The school year begins on ${dayInWords(coming().day)}.`}</strong>{" "}
                {`${moving(coming())}, and ${leaving(coming())}.`}
              </p>
              <p class="sub">
                <Show
                  when={coming().groups === "carry"}
                  fallback="Groups with pupils or a year are closed. "
                >
                  Groups go up with their pupils; those of the last year are closed.{" "}
                </Show>
                It can be taken back for a week.
              </p>
            </div>
            <A class="button small" href={`/s/${school.id}/settings#school-year`}>
              Change
              <span class="visually-hidden"> what happens when the school year begins</span>
            </A>
          </section>
        )}
      </Match>
    </Switch>
  );
}

function moving({ moves }: { moves: number }): string {
  return moves === 1 ? "1 pupil goes up a year" : `${moves} pupils go up a year`;
}

function leaving({ leaves, lastYear }: { leaves: number; lastYear: string }): string {
  return `${leaves} in ${lastYear} or above ${leaves === 1 ? "leaves" : "leave"}`;
}
