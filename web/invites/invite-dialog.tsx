import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createSignal, onMount } from "solid-js";
import { canonicalEmail, isEmail } from "#domain/emails";
import type { Role } from "#domain/roles";
import type { StaffType } from "#domain/staff";
import { usePlace } from "../place.ts";
import { Problem, sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { likelyStaffType, RoleFields } from "../ui/forms/role-fields.tsx";
import { holderOf } from "../users/list.ts";
import { useInviteActs } from "./acts.ts";
import { createAddressCheck } from "./address-check.ts";
import { AddressNote } from "./address-note.tsx";
import type { Refused } from "./asked.ts";
import { createCommands, newSending, type Sending } from "./commands.ts";

interface InviteDialogProps {
  close: () => void;
  /** The address to begin with. */
  email?: string | undefined;
  /** What was sent before, and refused. */
  refused?: Refused | undefined;
  resend: (id: string) => void;
}

/** Invites one colleague [I1]. */
export default function InviteDialog(props: InviteDialogProps) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const acts = useInviteActs();
  const before = props.refused?.details;
  const [email, setEmail] = createSignal(before?.email ?? props.email ?? "");
  const [role, setRole] = createSignal<Role>(before?.role ?? "editor");
  const [chosenType, setChosenType] = createSignal<StaffType | null | undefined>(before?.staffType);
  const [problems, setProblems] = createSignal<Record<string, string>>(
    props.refused ? problemsOf(props.refused.refusal) : {},
  );
  const [isBusy, setBusy] = createSignal(false);
  const check = createAddressCheck(email, commands.look);
  // A role suggests a staff type until somebody has chosen one.
  const staffType = () => chosenType() ?? (chosenType() === null ? null : likelyStaffType[role()]);
  let sending: Sending | undefined;
  let box: HTMLInputElement | undefined;
  onMount(() => box?.focus());

  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="overlay" />
        <div class="dialog-place">
          <Dialog.Content
            class="dialog"
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              box?.focus();
            }}
          >
            <div class="dialog-top">
              <Dialog.Title class="dialog-title">Invite user</Dialog.Title>
              <Dialog.CloseButton class="icon-button" aria-label="Close">
                <X size={18} aria-hidden="true" />
              </Dialog.CloseButton>
            </div>
            <Dialog.Description class="dialog-words muted">
              They get a mail with a link to set up their own account. It works once, for 24 hours.
            </Dialog.Description>
            <form novalidate onSubmit={submit}>
              <div class="field">
                <label class="label" for="invite-email">
                  E-mail address
                </label>
                <input
                  ref={box}
                  id="invite-email"
                  class="input"
                  type="email"
                  name="email"
                  inputmode="email"
                  autocomplete="off"
                  autocapitalize="none"
                  spellcheck={false}
                  maxlength={300}
                  required
                  value={email()}
                  aria-describedby="invite-email-note"
                  aria-invalid={Boolean(problems().email) || check().is === "invalid"}
                  onInput={(event) => {
                    setEmail(event.currentTarget.value);
                    setProblems({});
                  }}
                />
                <AddressNote
                  id="invite-email-note"
                  check={check()}
                  problem={problems().email}
                  email={email()}
                  resend={props.resend}
                />
              </div>
              <RoleFields
                role={role()}
                staffType={staffType()}
                setRole={setRole}
                setStaffType={setChosenType}
                problems={problems()}
              />
              <DialogFoot
                problem={problems().form}
                confirm={isBusy() ? "Sending…" : "Send invite"}
                isBusy={isBusy()}
              />
            </form>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (isBusy()) return;
    if (!isEmail(email()))
      return void refuse({
        email: email().trim() ? "This does not look like an e-mail address." : "Fill this in.",
      });
    const wish = wished();
    if (!isFree()) return void askFirst(wish);
    acts.send(wish);
    props.close();
  }

  /** Whether nothing speaks against the address, neither when it was looked at nor since. */
  function isFree(): boolean {
    const address = canonicalEmail(email());
    const isWaiting = school.invites
      .all()
      .some((one) => one.status === "pending" && canonicalEmail(one.email) === address);
    return check().is === "available" && !isWaiting && !holderOf(school.users.all(), address);
  }

  /** Whoever sends before the address was looked at waits for the answer here. */
  async function askFirst(wish: Sending): Promise<void> {
    setBusy(true);
    try {
      acts.sent(await commands.send(wish));
      props.close();
    } catch (error) {
      refuse(problemsOf(error));
    }
    setBusy(false);
  }

  /** The same again is one wish: where its answer was lost, it may have been granted already. */
  function wished(): Sending {
    const details = { email: email().trim(), role: role(), staffType: staffType() };
    const isSame =
      sending &&
      Object.entries(details).every(
        ([field, value]) => sending?.details[field as keyof typeof details] === value,
      );
    sending = (isSame && sending) || newSending(details);
    return sending;
  }

  function refuse(found: Record<string, string>): void {
    setProblems(found);
    if (found.email) box?.focus();
  }
}

/** Where each refusal belongs. */
function problemsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return { form: sentenceOf(error) };
  switch (error.code) {
    case "account_exists":
    case "invite_pending":
    case "too_many_mails":
      return { email: error.detail };
    case "role_too_high":
      return { role: error.detail };
    case "invalid": {
      const { email, role, staffType } = error.fields;
      return email || role || staffType ? error.fields : { form: error.detail };
    }
    default:
      return { form: error.detail };
  }
}
