// Part by part: the objects Dialog and AlertDialog are one, and whichever loads last lends both its Content.
import * as AlertDialog from "@kobalte/core/alert-dialog";
import { createSignal, Show } from "solid-js";
import { type PublicInvite, resendLimit } from "#domain/invites";
import { sentenceOf } from "../api.ts";
import { note } from "../notes.ts";
import { createCommands } from "../stores/commands.ts";
import { usePlace } from "../stores/school.ts";
import { undoable } from "../stores/undoing.ts";

interface ConfirmDialogProps {
  act: "resend" | "withdraw";
  invite: PublicInvite;
  close: () => void;
}

/** Asks before links that people hold stop working. */
export default function ConfirmDialog(props: ConfirmDialogProps) {
  const { school } = usePlace();
  const commands = createCommands(school);
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  const isResend = () => props.act === "resend";
  // The row may change while the question stands; what was asked must not.
  const { id, email, resends } = props.invite;

  async function confirm(): Promise<void> {
    setBusy(true);
    setProblem("");
    try {
      await (isResend() ? resend() : withdraw());
      props.close();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  async function resend(): Promise<void> {
    await commands.resend(id);
    void note({ text: `A new link is on its way to ${email}.`, tone: "good" });
  }

  async function withdraw(): Promise<void> {
    const invite = await commands.withdraw(id);
    void note({ text: `You withdrew the invite to ${email}.`, ...undoable(school, invite) });
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
                <strong>{email}</strong>
              </p>
              <Show
                when={isResend()}
                fallback={<p>The link in their mail stops working at once. For 8 seconds after that you can undo it.</p>}
              >
                <p>
                  They get a mail with a new link, which starts their time anew. Every link sent to them before stops working at
                  once.
                </p>
                <p class="muted">{`This is resend ${resends + 1} of ${resendLimit}.`}</p>
              </Show>
            </AlertDialog.Description>
            <Show when={problem()}>
              <p class="problem" role="alert">
                {problem()}
              </p>
            </Show>
            <div class="dialog-buttons">
              <AlertDialog.CloseButton class="button" aria-label="Cancel">
                Cancel
              </AlertDialog.CloseButton>
              <button
                type="button"
                class="button"
                classList={{ primary: isResend(), dangerous: !isResend() }}
                disabled={isBusy()}
                onClick={() => void confirm()}
              >
                {isResend() ? "Resend" : "Withdraw"}
              </button>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
