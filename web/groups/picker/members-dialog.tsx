import { createMemo } from "solid-js";
import { fullName } from "#domain/names";
import { isActive, type User } from "#domain/users/seen";
import { staffTypeNames } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { note } from "../../ui/notes.tsx";
import { createGroupCommands } from "../commands.ts";
import { bySurname, membersOf } from "../people.ts";
import type { Choice } from "./pick-list.tsx";
import { Picker } from "./picker.tsx";
import { createPicking } from "./picking.ts";

/** Who is in a group. Whoever is inactive stays in as they are, and is not offered. */
export default function MembersDialog(props: { id: string; close: () => void }) {
  const { school } = usePlace();
  const commands = createGroupCommands(school);
  const name = () => school.groups.at(props.id)?.name ?? "this group";
  const people = createMemo(() => bySurname(school.users.all().filter(isActive)));
  const present = createMemo(
    () =>
      new Set(
        membersOf(school, props.id)
          .filter(isActive)
          .map(({ id }) => id),
      ),
  );
  const byMis = createMemo(
    () =>
      new Set(
        school.members
          .all()
          .flatMap(({ groupId, userId, source }) =>
            groupId === props.id && source === "mis" ? [userId] : [],
          ),
      ),
  );
  const picking = createPicking(present);
  const form = createSubmit({
    send: () => commands.changeMembers(props.id, picking.changes()),
    done: (group) => {
      props.close();
      note({ about: group.id, text: `Saved who is in ${group.name}.`, tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && picking.isDirty(), {
    name: `members of ${props.id}`,
    typed: picking.chosen,
    restore: picking.resume,
  });

  return (
    <Dialog
      title={`Who is in ${name()}?`}
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Saving…" : "Save"}
      isIdle={!picking.isDirty()}
    >
      <Picker
        picking={picking}
        choices={people().map(choiceOf)}
        what="people"
        chosen={`In ${name()}`}
      />
    </Dialog>
  );

  function choiceOf(user: User): Choice {
    const { id, staffType } = user;
    const type = staffType ? staffTypeNames[staffType] : "";
    const about = [type, byMis().has(id) && "from your MIS"].filter(Boolean).join(" · ");
    return { id, name: fullName(user), about };
  }
}
