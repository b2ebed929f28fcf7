import * as AlertDialog from "@kobalte/core/alert-dialog";
import { createSignal } from "solid-js";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { note } from "../ui/notes.tsx";
import { createRecovery } from "./recovery.ts";

/** Asks before everybody is told that no Owner can sign in. */
export default function RecoveryAskDialog(props: { close: () => void }) {
  const { school } = usePlace();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal("");

  async function ask(): Promise<void> {
    setBusy(true);
    setProblem("");
    try {
      await createRecovery(school).ask();
      note({
        text: "Recovery is asked for.",
        detail: "Every Owner and Admin is told by mail.",
      });
      props.close();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.close()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="overlay" />
        <div class="dialog-place">
          <AlertDialog.Content class="dialog small">
            <AlertDialog.Title class="dialog-title">Ask for a new Owner?</AlertDialog.Title>
            <AlertDialog.Description as="div" class="dialog-words">
              <p>Only when no Owner of the school can sign in any more. This is what happens:</p>
              <ol class="recovery-steps">
                <li>Every Owner and Admin is told at once, by mail and here, that you asked.</li>
                <li>A link to confirm goes to the recovery addresses. It works for 72 hours.</li>
                <li>
                  72 hours after that is confirmed, a link to become Owner goes to the address that
                  confirmed.
                </li>
              </ol>
              <p>Any Owner who signs in meanwhile cancels it.</p>
            </AlertDialog.Description>
            <DialogFoot
              problem={problem()}
              close="Not now"
              confirm="Ask for recovery"
              act={() => void ask()}
              isBusy={isBusy()}
            />
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
