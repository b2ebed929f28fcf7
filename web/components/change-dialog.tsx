import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createSignal, For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { type Role, roleNames } from "#domain/roles";
import { type StaffType, staffTypeNames } from "#domain/staff";
import { Problem, sentenceOf } from "../api.ts";
import { type Clashes, merge } from "../merge.ts";
import { note } from "../notes.ts";
import { createCommands, type InviteEdit } from "../stores/commands.ts";
import { usePlace } from "../stores/school.ts";
import { RoleFields } from "./role-fields.tsx";

/** Changes role and staff type of a pending invite; the link stays the same [I14]. */
export default function ChangeDialog(props: { id: string; close: () => void }) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const first = school.invites.at(props.id);
  const [base, setBase] = createSignal(first);
  const [role, setRole] = createSignal<Role>(first?.role ?? "viewer");
  const [staffType, setStaffType] = createSignal<StaffType | null>(first?.staffType ?? null);
  const [clashes, setClashes] = createSignal<Clashes<InviteEdit>>({});
  const [problem, setProblem] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  const edited = (): InviteEdit => ({ role: role(), staffType: staffType() });

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
                <strong class="breakable">{base()?.email}</strong> keeps the link they have.
              </p>
            </Dialog.Description>
            <form onSubmit={(event) => void submit(event)}>
              <RoleFields role={role()} staffType={staffType()} setRole={setRole} setStaffType={setStaffType} />
              <Show when={Object.keys(clashes()).length > 0}>
                <Clash clashes={clashes()} />
              </Show>
              <Show when={problem()}>
                <p class="problem" role="alert">
                  {problem()}
                </p>
              </Show>
              <div class="dialog-buttons">
                <Dialog.CloseButton class="button" aria-label="Cancel">
                  Cancel
                </Dialog.CloseButton>
                <button type="submit" class="button primary" disabled={isBusy()}>
                  {isBusy() ? "Saving…" : "Save"}
                </button>
              </div>
            </form>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const seen = base();
    if (!seen || isBusy()) return;
    setBusy(true);
    setProblem("");
    setClashes({});
    try {
      await save(seen);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  }

  /** Saves on top of `seen`; when somebody was faster, on top of theirs, unless both changed the same field. */
  async function save(seen: PublicInvite): Promise<void> {
    const { changes } = merge<InviteEdit>(editOf(seen), edited(), editOf(seen));
    if (Object.keys(changes).length === 0) return props.close();
    try {
      await commands.change(seen.id, seen.version, changes);
      void note({ text: `Changed the invite to ${seen.email}.`, tone: "good" });
      props.close();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "changed") throw error;
      await rebase(seen, error.current as PublicInvite);
    }
  }

  async function rebase(seen: PublicInvite, current: PublicInvite): Promise<void> {
    const { changes, clashes: found } = merge<InviteEdit>(editOf(seen), edited(), editOf(current));
    const clashing = Object.keys(found).length > 0;
    // What they changed and I did not is theirs.
    if (role() === seen.role) setRole(current.role);
    if (staffType() === seen.staffType) setStaffType(current.staffType);
    setBase(current);
    if (clashing) setClashes(found);
    else if (Object.keys(changes).length === 0) props.close();
    else await save(current);
  }
}

/** Somebody else chose otherwise meanwhile: says what, and leaves the choice to the form. */
function Clash(props: { clashes: Clashes<InviteEdit> }) {
  const lines = () => {
    const { role, staffType } = props.clashes;
    return [
      ...(role ? [`Role: they chose ${roleNames[role.theirs]}, you chose ${roleNames[role.mine]}.`] : []),
      ...(staffType ? [`Staff type: they chose ${typeName(staffType.theirs)}, you chose ${typeName(staffType.mine)}.`] : []),
    ];
  };
  return (
    <div class="problem" role="alert">
      <p>Somebody else changed this meanwhile. Choose above what it shall be, and save again.</p>
      <ul>
        <For each={lines()}>{(line) => <li>{line}</li>}</For>
      </ul>
    </div>
  );
}

function editOf({ role, staffType }: PublicInvite): InviteEdit {
  return { role, staffType };
}

function typeName(type: StaffType | null): string {
  return type === null ? "no staff type" : staffTypeNames[type];
}
