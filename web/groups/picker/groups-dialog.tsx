import { createMemo } from "solid-js";
import { fullName } from "#domain/names";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { note } from "../../ui/notes.tsx";
import { createGroupCommands } from "../commands.ts";
import { byGroupName } from "../people.ts";
import { Picker } from "./picker.tsx";
import { createPicking } from "./picking.ts";

/** Which groups somebody is in. Inactive ones are offered to leave, not to join. */
export default function GroupsDialog(props: { id: string; close: () => void }) {
  const { school } = usePlace();
  const commands = createGroupCommands(school);
  const user = () => school.users.at(props.id);
  const name = () => {
    const found = user();
    return found ? fullName(found) : "this person";
  };
  const present = createMemo(() => new Set(user()?.groupIds));
  const choices = createMemo(() =>
    byGroupName(
      school.groups.all().filter(({ id, status }) => status === "active" || present().has(id)),
    ).map(({ id, name, yearGroup, status }) => ({
      id,
      name,
      about: [yearGroup, status === "inactive" && "inactive"].filter(Boolean).join(" · "),
    })),
  );
  const picking = createPicking(present);
  const form = createSubmit({
    send: () => commands.changeGroupsOf(props.id, picking.changes()),
    done: () => {
      props.close();
      note({ about: props.id, text: `Saved the groups of ${name()}.`, tone: "good" });
    },
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && picking.isDirty(), {
    name: `groups of ${props.id}`,
    typed: picking.chosen,
    restore: picking.resume,
  });

  return (
    <Dialog
      title={`Which groups is ${name()} in?`}
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Saving…" : "Save"}
      isIdle={!picking.isDirty()}
    >
      <Picker picking={picking} choices={choices()} what="groups" chosen={`Groups of ${name()}`} />
    </Dialog>
  );
}
