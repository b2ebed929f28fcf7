import { createSignal } from "solid-js";
import { canonicalEmail, emailSlip, readEmail } from "#domain/emails";
import type { NewInvite } from "#domain/invites";
import type { Role } from "#domain/roles";
import type { StaffType } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { holderOf } from "../../users/list.ts";
import { likelyStaffType, RoleFields } from "../../users/role-fields.tsx";
import { useInviteActs } from "../acts.ts";
import type { Refused } from "../asked.ts";
import { createCommands, newSending } from "../commands.ts";
import { createAddressCheck } from "./address-check.ts";
import { AddressNote } from "./address-note.tsx";

interface InviteDialogProps {
  close: () => void;
  /** The address to begin with. */
  email?: string | undefined;
  /** An invite that came to nothing, to begin with. */
  again?: NewInvite | undefined;
  /** What was being sent when the session ended. */
  begun?: NewInvite | undefined;
  /** What was sent before, and refused. */
  refused?: Refused | undefined;
  resend: (id: string) => void;
}

interface Typed {
  email: string;
  role: Role;
  staffType?: StaffType | null | undefined;
}

/** Invites one colleague [I1]. */
export default function InviteDialog(props: InviteDialogProps) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const acts = useInviteActs();
  const before = props.refused?.details ?? props.begun ?? props.again;
  const given = props.refused?.details.email ?? props.again?.email ?? props.email ?? "";
  const [email, setEmail] = createSignal(before?.email ?? given);
  const [role, setRole] = createSignal<Role>(before?.role ?? "editor");
  const [chosenType, setChosenType] = createSignal<StaffType | null | undefined>(before?.staffType);
  const check = createAddressCheck(email, commands.look);
  // A role suggests a staff type until somebody has chosen one.
  const staffType = () => chosenType() ?? (chosenType() === null ? null : likelyStaffType[role()]);
  const details = () => ({ email: readEmail(email()), role: role(), staffType: staffType() });
  const form = createSubmit({
    fields: ["email", "role", "staffType"],
    fieldOf: {
      account_exists: "email",
      invite_pending: "email",
      too_many_mails: "email",
      role_too_high: "role",
    },
    refused: props.refused?.refusal,
    check: slips,
    wish: details,
    send,
    done: props.close,
  });
  const unsaved = createUnsavedChanges(
    () => !form.isPending() && email().trim() !== given,
    { name: "new invite", typed, restore },
    { words: "The invite is not sent yet." },
  );

  return (
    <Dialog
      title="Invite user"
      words={
        <p class="muted">
          They get a mail with a link to set up their own account. It works once, for 24 hours.
        </p>
      }
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Sending…" : "Send invite"}
    >
      <TextField
        label="E-mail address"
        type="email"
        value={email()}
        setValue={setAddress}
        problem={form.problems().email}
        isWrong={check().is === "invalid"}
        maxLength={300}
        note={(id) => (
          <AddressNote
            id={id}
            check={check()}
            problem={form.problems().email}
            email={email()}
            resend={props.resend}
            correct={setAddress}
            close={props.close}
          />
        )}
      />
      <RoleFields
        role={role()}
        staffType={staffType()}
        setRole={setRole}
        setStaffType={setChosenType}
        problems={form.problems()}
      />
    </Dialog>
  );

  function setAddress(typed: string): void {
    setEmail(typed);
    form.clear();
  }

  function typed(): Typed | null {
    return email().trim() ? { email: email(), role: role(), staffType: chosenType() } : null;
  }

  function restore({ email, role, staffType }: Typed): void {
    setEmail(email);
    setRole(role);
    setChosenType(staffType);
  }

  function slips(): Record<string, string> {
    const slip = email().trim() ? emailSlip(email()) : "Fill this in.";
    return slip ? { email: slip } : {};
  }

  /** Whoever sends before the address was looked at waits for the answer here. */
  async function send(key: string): Promise<void> {
    const wish = newSending(details(), key);
    if (isFree()) acts.send(wish);
    else acts.sent(await commands.send(wish));
  }

  /** Whether nothing speaks against the address, neither when it was looked at nor since. */
  function isFree(): boolean {
    const address = canonicalEmail(email());
    const isWaiting = school.invites
      .all()
      .some((one) => one.status === "pending" && canonicalEmail(one.email) === address);
    return check().is === "available" && !isWaiting && !holderOf(school.users.all(), address);
  }
}
