import { For } from "solid-js";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import type { Verdict } from "./commands.ts";
import { many, reasonOf } from "./words.ts";

interface VerdictsProps {
  verdicts: readonly Verdict[];
  /** What is said where nothing was done, and of one for which it was. */
  none: string;
  isDone: string;
  close: () => void;
}

/** What became of each, whatever was refused first [I15]. */
export function Verdicts(props: VerdictsProps) {
  const { school } = usePlace();
  const done = () => props.verdicts.filter(({ outcome }) => outcome === "done");
  const refused = () => props.verdicts.filter(({ outcome }) => outcome !== "done");
  return (
    <Dialog
      title={
        done().length === 0 ? props.none : `${done().length} of ${many(props.verdicts.length)}`
      }
      words={
        <ul class="names">
          <For each={[...refused(), ...done()]}>
            {({ id, outcome }) => (
              <li>
                <strong translate="no">{school.invites.at(id)?.email ?? "An invite"}</strong>{" "}
                {outcome === "done" ? props.isDone : reasonOf(outcome)}
              </li>
            )}
          </For>
        </ul>
      }
      isQuestion
      shut={props.close}
      close="Close"
    />
  );
}
