import { Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicPupil } from "#domain/pupils";
import { perform } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { createPupilCommands } from "./commands.ts";
import { rosterOf } from "./roster.ts";
import { reactivate } from "./undo.ts";

/** Marks a pupil as having left, or brings them back. It shows at once. */
export function PupilActions(props: { pupil: PublicPupil }) {
  const { school } = usePlace();
  const commands = createPupilCommands(school);
  const months = () => {
    const kept = school.school()?.pupilsKeptMonths ?? 12;
    return kept === 1 ? "a month" : `${kept} months`;
  };
  return (
    <section class="user-actions" aria-label="Status">
      <Show
        when={props.pupil.status === "active"}
        fallback={
          <button type="button" class="button" onClick={bringBack}>
            Reactivate
          </button>
        }
      >
        <p class="muted">{`Whoever has left stands among the inactive, and is erased ${months()} later.`}</p>
        <button type="button" class="button dangerous" onClick={putAway}>
          Deactivate
        </button>
      </Show>
    </section>
  );

  function putAway(): void {
    const { id } = props.pupil;
    const name = fullName(props.pupil);
    perform({
      about: id,
      ask: () => commands.deactivate(id),
      done: { text: `Deactivated ${name}.` },
      undo: {
        take: () => reactivate(school, id),
        isOffered: () => rosterOf(school).rows.at(id)?.status === "inactive",
        now: school.clock.second,
      },
      failed: `${name} is not deactivated.`,
    });
  }

  function bringBack(): void {
    const { id } = props.pupil;
    const name = fullName(props.pupil);
    perform({
      about: id,
      ask: () => commands.reactivate(id),
      done: { text: `${name} is active again.`, tone: "good" },
      failed: `${name} is still inactive.`,
    });
  }
}
