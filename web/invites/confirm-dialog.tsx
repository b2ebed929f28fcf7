// Part by part: the objects Dialog and AlertDialog are one, and whichever loads last lends both its Content.
import * as AlertDialog from "@kobalte/core/alert-dialog";
import { Show } from "solid-js";
import { type PublicInvite, resendLimit } from "#domain/invites";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { useInviteActs } from "./acts.ts";

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

  function confirm(): void {
    acts[props.act](invite);
    props.close();
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.close()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="overlay" />
        <div class="dialog-place">
          <AlertDialog.Content class="dialog small">
            <AlertDialog.Title class="dialog-title">
              {isResend() ? "Resend this invite?" : "Withdraw this invite?"}
            </AlertDialog.Title>
            <AlertDialog.Description as="div" class="dialog-words">
              <p class="breakable">
                <strong>{invite.email}</strong>
              </p>
              <Show
                when={isResend()}
                fallback={
                  <p>
                    The link in their mail stops working at once. For 8 seconds after that you can
                    undo it.
                  </p>
                }
              >
                <p>
                  They get a mail with a new link, which starts their time anew. Every link sent to
                  them before stops working at once.
                </p>
                <p class="muted">{`This is resend ${invite.resends + 1} of ${resendLimit}.`}</p>
              </Show>
            </AlertDialog.Description>
            <DialogFoot
              confirm={isResend() ? "Resend" : "Withdraw"}
              act={confirm}
              isDangerous={!isResend()}
            />
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
