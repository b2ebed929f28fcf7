import * as Dialog from "@kobalte/core/dialog";
import { createSignal, createUniqueId, For } from "solid-js";
import { fullName } from "#domain/names";
import { roleNames } from "#domain/roles";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { note } from "../ui/notes.tsx";
import { moment } from "../ui/times.ts";
import { createUserCommands } from "./commands.ts";

/** Asks which of two accounts of one person stays [A13]. */
export default function MergeDialog(props: { ids: string[]; close: () => void }) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  const name = createUniqueId();
  // Rows may change while the question stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  // Nobody merges themselves away; else the account that is in use stays.
  const likelier = people.toSorted(
    (one, other) => Date.parse(other.lastSeenAt ?? "1970") - Date.parse(one.lastSeenAt ?? "1970"),
  );
  const [keptId, setKeptId] = createSignal(
    people.find(({ id }) => id === me.id)?.id ?? likelier[0]?.id ?? "",
  );
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const other = () => people.find(({ id }) => id !== keptId());
  const kept = () => people.find(({ id }) => id === keptId());

  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="overlay" />
        <div class="dialog-place">
          <Dialog.Content class="dialog">
            <Dialog.Title class="dialog-title">Which account stays?</Dialog.Title>
            <Dialog.Description class="dialog-words muted">
              If the account you keep has no e-mail address, it gets the other’s. The other account
              is deactivated, not deleted.
            </Dialog.Description>
            <form onSubmit={(event) => void merge(event)}>
              <fieldset class="merge-choices">
                <legend class="visually-hidden">The account that stays</legend>
                <For each={people}>
                  {(user) => (
                    <label class="merge-choice">
                      <input
                        type="radio"
                        name={name}
                        checked={keptId() === user.id}
                        disabled={user.id !== me.id && people.some(({ id }) => id === me.id)}
                        onChange={() => setKeptId(user.id)}
                      />
                      <span>
                        <strong>{user.username}</strong>
                        <span class="sub">
                          {fullName(user)} · {roleNames[user.role]} · {user.email ?? "no e-mail"}
                        </span>
                        <span class="sub">
                          {user.lastSeenAt
                            ? `last seen ${moment(user.lastSeenAt, school.clock.minute(), school.timeZone())}`
                            : "never signed in"}
                        </span>
                      </span>
                    </label>
                  )}
                </For>
              </fieldset>
              <DialogFoot
                problem={problem()}
                confirm={isBusy() ? "Merging…" : "Merge"}
                isBusy={isBusy() || !kept() || !other()}
              />
            </form>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );

  async function merge(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const [stays, goes] = [kept(), other()];
    if (!stays || !goes || isBusy()) return;
    setBusy(true);
    setProblem("");
    try {
      const user = await commands.merge(goes.id, stays.id);
      props.close();
      note({ text: `${user.username} stays, ${goes.username} is deactivated.`, tone: "good" });
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }
}
