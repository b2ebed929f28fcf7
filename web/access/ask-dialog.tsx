import { usePlace } from "../place.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import { createRecovery } from "./recovery.ts";

/** Asks before everybody is told that no Owner can sign in. */
export default function RecoveryAskDialog(props: { close: () => void }) {
  const { school } = usePlace();
  const form = createSubmit({
    send: (key) => createRecovery(school).ask(key),
    done: () => {
      props.close();
      note({
        text: "Recovery is asked for.",
        detail: "Every Owner and Admin is told by mail.",
      });
    },
  });

  return (
    <Dialog
      title="Ask for a new Owner?"
      words={
        <>
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
        </>
      }
      isQuestion
      shut={props.close}
      form={form}
      close="Not now"
      confirm="Ask for recovery"
    />
  );
}
