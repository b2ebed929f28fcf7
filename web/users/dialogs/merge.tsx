import { createSignal, createUniqueId, For } from "solid-js";
import { fullName } from "#domain/names";
import { roleNames } from "#domain/roles";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { note } from "../../ui/notes.tsx";
import { moment } from "../../ui/times.ts";
import { createUserCommands } from "../commands.ts";

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
  const other = () => people.find(({ id }) => id !== keptId());
  const form = createSubmit({
    send: async () => ({ goes: other(), user: await commands.merge(other()?.id ?? "", keptId()) }),
    done: ({ goes, user }) => {
      props.close();
      note({
        text: `${user.username} stays, ${goes?.username} is deactivated.`,
        tone: "good",
      });
    },
  });

  return (
    <Dialog
      title="Which account stays?"
      words={
        <p class="muted">
          If the account you keep has no e-mail address, it gets the other’s. The other account is
          deactivated, not deleted.
        </p>
      }
      shut={props.close}
      form={form}
      close="Cancel"
      confirm={form.isPending() ? "Merging…" : "Merge"}
      isIdle={!keptId() || !other()}
    >
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
    </Dialog>
  );
}
