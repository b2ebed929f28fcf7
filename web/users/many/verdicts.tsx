import { For } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import type { Verdict } from "./commands.ts";
import { many, verdictWords } from "./words.ts";

/** What became of each, whoever was not changed first. */
export function Verdicts(props: { verdicts: readonly Verdict[]; close: () => void }) {
  const { school } = usePlace();
  const done = () => props.verdicts.filter(({ outcome }) => outcome === "done");
  const refused = () => props.verdicts.filter(({ outcome }) => outcome !== "done");
  return (
    <Dialog
      title={
        done().length === 0
          ? "Nobody was changed"
          : `${done().length} of ${many(props.verdicts.length)} changed`
      }
      words={
        <ul class="names">
          <For each={[...refused(), ...done()]}>
            {(verdict) => (
              <li>
                <strong>{nameOf(verdict)}</strong> {verdictWords(verdict)}
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

  function nameOf({ id, user }: Verdict): string {
    const known = user ?? school.users.at(id);
    return known ? fullName(known) : "Somebody";
  }
}
