import { createSignal, Show } from "solid-js";
import { emailSlip, readEmail } from "#domain/emails";
import type { PublicInvite } from "#domain/invites";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { PresenceLine } from "../../ui/presence/line.tsx";
import { useInviteActs } from "../acts.ts";
import { createCommands } from "../commands.ts";
import { createAddressCheck } from "./address-check.ts";
import { AddressNote } from "./address-note.tsx";

interface FixDialogProps {
  invite: PublicInvite;
  close: () => void;
  resend: (id: string) => void;
}

/** Puts the address of an invite right, which sends a new link there [I11]. */
export default function FixDialog(props: FixDialogProps) {
  const { school } = usePlace();
  const acts = useInviteActs();
  // The row may change while the dialog stands; what was wrong with it must not.
  const { id, email: wrong, deliveryReason } = props.invite;
  const [email, setEmail] = createSignal(wrong);
  const address = () => readEmail(email());
  const isSame = () => address() === wrong;
  const check = createAddressCheck(() => (isSame() ? "" : email()), createCommands(school).look);
  const form = createSubmit({
    fields: ["email"],
    fieldOf: { account_exists: "email", invite_pending: "email", too_many_mails: "email" },
    check: slips,
    wish: address,
    send: () => acts.fix(props.invite, address()),
    done: props.close,
  });
  const unsaved = createUnsavedChanges(
    () => !form.isPending() && !isSame(),
    { name: `address of ${id}`, typed: () => (isSame() ? null : email()), restore: setEmail },
    { words: "The new link is not sent yet." },
  );

  return (
    <Dialog
      title="Fix address"
      words={
        <>
          <Show when={deliveryReason}>{(reason) => <p>{reason()}</p>}</Show>
          <p class="muted">
            The corrected address gets a new link. The old one stops working.{" "}
            <HelpLink to="wrong-address" isApart>
              What else may be wrong?
            </HelpLink>
          </p>
        </>
      }
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Sending…" : "Send new link"}
    >
      <PresenceLine id={id} />
      <TextField
        label="E-mail address"
        type="email"
        value={email()}
        setValue={setAddress}
        problem={form.problems().email}
        isWrong={check().is === "invalid"}
        maxLength={300}
        note={(note) => (
          <AddressNote
            id={note}
            own={id}
            check={check()}
            problem={form.problems().email}
            email={email()}
            resend={props.resend}
            correct={setAddress}
            close={props.close}
          />
        )}
      />
    </Dialog>
  );

  function setAddress(typed: string): void {
    setEmail(typed);
    form.clear();
  }

  function slips(): Record<string, string> {
    if (isSame()) return { email: "This is the address that the mail did not reach." };
    const slip = email().trim() ? emailSlip(email()) : "Fill this in.";
    return slip ? { email: slip } : {};
  }
}
