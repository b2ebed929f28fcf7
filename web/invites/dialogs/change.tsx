import { roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Clashes } from "../../ui/forms/clashes.tsx";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createRowDraft } from "../../ui/forms/save-over.ts";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { PresenceLine } from "../../ui/presence/line.tsx";
import { RoleFields } from "../../users/role-fields.tsx";
import { editOf, useInviteActs } from "../acts.ts";
import type { Begun } from "../asked.ts";
import type { InviteEdit } from "../commands.ts";

const names: Record<keyof InviteEdit, string> = { role: "Role", staffType: "Staff type" };

/** Changes role and staff type of a pending invite; the link stays the same [I14]. */
export default function ChangeDialog(props: {
  id: string;
  begun?: Begun | undefined;
  close: () => void;
}) {
  const { school } = usePlace();
  const acts = useInviteActs();
  const known = () => school.invites.knownAt(props.id);
  const seen = props.begun?.seen ?? known();
  const draft = createRowDraft(seen ? editOf(seen) : nothing, {
    seen,
    known,
    fieldsOf: editOf,
    keep: school.invites.took,
  });
  if (props.begun) {
    draft.set("role", props.begun.edited.role);
    draft.set("staffType", props.begun.edited.staffType);
  }
  const form = createSubmit({ send: save });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: `invite ${props.id}`,
    typed: draft.typed,
    restore: draft.resume,
  });

  return (
    <Dialog
      title="Change role"
      words={
        <p>
          <strong class="breakable" translate="no">
            {known()?.email}
          </strong>{" "}
          keeps the link they have.
        </p>
      }
      shut={props.close}
      form={{ ...form, problem: () => form.problem() ?? gone() }}
      unsaved={unsaved}
      close="Cancel"
      confirm="Save"
    >
      <PresenceLine id={props.id} />
      <Clashes
        id={props.id}
        clashes={draft.clashes()}
        choose={draft.choose}
        what="this invite"
        names={names}
        valueName={valueName}
      />
      <RoleFields
        role={draft.edited.role}
        staffType={draft.edited.staffType}
        setRole={(role) => draft.set("role", role)}
        setStaffType={(type) => draft.set("staffType", type)}
      />
    </Dialog>
  );

  function gone(): string | undefined {
    return known()?.status === "pending" ? undefined : "This invite is not pending any more.";
  }

  /** A choice that is open is made first. */
  function save(): void {
    if (draft.isUndecided()) return;
    const row = draft.seen();
    if (row && draft.isDirty()) acts.change(row, draft.now());
    props.close();
  }
}

const nothing: InviteEdit = { role: "viewer", staffType: null };

function valueName(field: keyof InviteEdit, value: InviteEdit[keyof InviteEdit]): string {
  if (value === null) return "No staff type";
  return field === "role"
    ? roleNames[value as InviteEdit["role"]]
    : staffTypeNames[value as NonNullable<InviteEdit["staffType"]>];
}
