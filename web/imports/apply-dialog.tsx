import { countOf, type PublicImport } from "#domain/imports";
import { usePlace } from "../place.ts";
import { isRefusal } from "../replica/api.ts";
import { Dialog } from "../ui/forms/dialog.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import { createImportCommands } from "./commands.ts";
import { several } from "./words.ts";

interface ApplyDialogProps {
  made: PublicImport;
  effect: string;
  close: () => void;
}

/** Asks before what is accepted is applied. Where too many leave, it is asked of a second admin. */
export function ApplyDialog(props: ApplyDialogProps) {
  const { school } = usePlace();
  const commands = createImportCommands(school);
  // What is accepted may change while the question stands; what was asked must not.
  const { made, effect } = props;
  const count = countOf(made.counts, "accepted");
  const form = createSubmit({
    async send(key) {
      try {
        await commands.apply(made.id, key);
      } catch (error) {
        if (!isRefusal(error, "needs_second_admin")) throw error;
        note({
          about: made.id,
          text: "A second admin is needed.",
          detail:
            "More than 10% would leave within a day. Every admin sees that you ask; it is applied as soon as one of them agrees.",
        });
        await commands.whole(made.id);
      }
    },
    done: props.close,
  });
  return (
    <Dialog
      title={`Apply ${several(count, "change", "changes")}?`}
      words={
        <>
          <p>{effect}</p>
          <p>
            Joiners with an e-mail get an invite. Leavers can no longer sign in; their accounts stay
            and can be reactivated.
          </p>
          <p class="muted">All admins see how far it is. You can leave this page meanwhile.</p>
        </>
      }
      isQuestion
      shut={props.close}
      form={form}
      close="Cancel"
      confirm={form.isPending() ? "Applying…" : "Apply"}
      tone="primary"
    />
  );
}
