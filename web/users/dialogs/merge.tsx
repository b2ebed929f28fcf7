import { createSignal } from "solid-js";
import { fullName } from "#domain/names";
import { latin } from "#domain/text/latin";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { note } from "../../ui/notes.tsx";
import { createUserCommands } from "../commands.ts";
import { MergeChoice } from "./merge-choice.tsx";

/** Shows two accounts side by side and asks which of them stays, and by its name whether one really goes [A13]. */
export default function MergeDialog(props: { ids: string[]; close: () => void }) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  // Rows may change while the question stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  // Nobody merges themselves away; else the account that is in use stays.
  const likelier = [...people].sort(
    (one, other) => Date.parse(other.lastSeenAt ?? "1970") - Date.parse(one.lastSeenAt ?? "1970"),
  );
  const [keptId, setKeptId] = createSignal(
    people.find(({ id }) => id === me.id)?.id ?? likelier[0]?.id ?? "",
  );
  const [typed, setTyped] = createSignal("");
  const other = () => people.find(({ id }) => id !== keptId());
  const goes = () => {
    const user = other();
    return user ? fullName(user) : "";
  };
  const form = createSubmit({
    check: (): Record<string, string> =>
      isSameName(typed(), goes()) ? {} : { name: `Type ${goes()}, or close this.` },
    send: async () => ({ goes: other(), user: await commands.merge(other()?.id ?? "", keptId()) }),
    done: ({ goes, user }) => {
      props.close();
      note({
        text: `${user.username} stays, ${goes?.username} is deactivated.`,
        tone: "good",
      });
    },
  });

  const unsaved = createUnsavedChanges(() => !form.isPending() && typed().trim() !== "", null, {
    words: "Nothing is merged yet.",
  });

  return (
    <Dialog
      title="Which account stays?"
      words={
        <p class="muted">
          Only where both are one person. If the account you keep has no e-mail address, it gets the
          other’s. The other account is deactivated, not deleted.{" "}
          <HelpLink to="two-accounts" isApart>
            One person, two accounts
          </HelpLink>
        </p>
      }
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Merging…" : "Merge"}
      isIdle={!keptId() || !other()}
    >
      <MergeChoice
        people={people}
        keptId={keptId()}
        keep={(id) => {
          setKeptId(id);
          form.clear();
        }}
      />
      <TextField
        label="Name of whoever goes"
        value={typed()}
        setValue={(name) => {
          setTyped(name);
          form.clear();
        }}
        problem={form.problems().name}
        hint={`Type ${goes()}: ${other()?.username ?? ""} is deactivated.`}
        maxLength={200}
      />
    </Dialog>
  );
}

/** Typed from sight: neither case, accents nor spaces matter. */
function isSameName(one: string, other: string): boolean {
  const bare = (name: string) => latin(name).replace(/\s/g, "");
  return bare(one) === bare(other);
}
