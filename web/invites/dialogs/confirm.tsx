import { Show } from "solid-js";
import { type PublicInvite, resendLimit } from "#domain/invites";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { useInviteActs } from "../acts.ts";

interface ConfirmDialogProps {
  act: "resend" | "withdraw";
  invite: PublicInvite;
  close: () => void;
}

/** Asks before links that people hold stop working. */
export default function ConfirmDialog(props: ConfirmDialogProps) {
  const acts = useInviteActs();
  const isResend = () => props.act === "resend";
  // The row may change while the question stands; what was asked must not.
  const { invite } = props;
  const form = createSubmit({ send: () => acts[props.act](invite), done: props.close });

  return (
    <Dialog
      title={isResend() ? "Resend this invite?" : "Withdraw this invite?"}
      words={
        <>
          <p class="breakable">
            <strong translate="no">{invite.email}</strong>
          </p>
          <Show
            when={isResend()}
            fallback={
              <p>
                The link in their mail stops working at once. For 8 seconds after that you can undo
                it.{" "}
                <HelpLink to="undo" isApart>
                  And later?
                </HelpLink>
              </p>
            }
          >
            <p>
              They get a mail with a new link, which starts their time anew. Every link sent to them
              before stops working at once.
            </p>
            <p class="muted">{`This is resend ${invite.resends + 1} of ${resendLimit}.`}</p>
          </Show>
        </>
      }
      isQuestion
      shut={props.close}
      form={form}
      close="Cancel"
      confirm={isResend() ? "Resend" : "Withdraw"}
      tone={isResend() ? "primary" : "dangerous"}
    />
  );
}
