import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createEffect, on } from "solid-js";
import { roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/staff";
import { usePlace } from "../place.ts";
import { Clashes, focusChoice } from "../ui/forms/clashes.tsx";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { createDraft } from "../ui/forms/draft.ts";
import { RoleFields } from "../ui/forms/role-fields.tsx";
import { createFooting } from "../ui/forms/save-over.ts";
import { PresenceLine } from "../ui/presence/line.tsx";
import { editOf, useInviteActs } from "./acts.ts";
import type { Begun } from "./asked.ts";
import type { InviteEdit } from "./commands.ts";

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
  const first = props.begun?.seen ?? known();
  const draft = createDraft<InviteEdit>(
    first ? editOf(first) : { role: "viewer", staffType: null },
  );
  if (props.begun) {
    draft.set("role", props.begun.edited.role);
    draft.set("staffType", props.begun.edited.staffType);
  }
  const footing = createFooting(draft, first, editOf);
  // Somebody else may save while this stands open.
  createEffect(on(known, footing.takeIn));

  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="overlay" />
        <div class="dialog-place">
          <Dialog.Content class="dialog">
            <div class="dialog-top">
              <Dialog.Title class="dialog-title">Change role</Dialog.Title>
              <Dialog.CloseButton class="icon-button" aria-label="Close">
                <X size={18} aria-hidden="true" />
              </Dialog.CloseButton>
            </div>
            <Dialog.Description as="div" class="dialog-words">
              <p>
                <strong class="breakable">{known()?.email}</strong> keeps the link they have.
              </p>
            </Dialog.Description>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                save();
              }}
            >
              <PresenceLine id={props.id} />
              <Clashes
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
              <DialogFoot problem={problem()} confirm="Save" />
            </form>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );

  function problem(): string | undefined {
    return known()?.status === "pending" ? undefined : "This invite is not pending any more.";
  }

  function save(): void {
    if (draft.isUndecided()) {
      focusChoice();
      return;
    }
    const seen = footing.seen();
    if (seen && draft.isDirty()) acts.change(seen, draft.now());
    props.close();
  }
}

function valueName(field: keyof InviteEdit, value: InviteEdit[keyof InviteEdit]): string {
  if (value === null) return "No staff type";
  return field === "role"
    ? roleNames[value as InviteEdit["role"]]
    : staffTypeNames[value as NonNullable<InviteEdit["staffType"]>];
}
