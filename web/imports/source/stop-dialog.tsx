import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { note } from "../../ui/notes.tsx";
import type { Source } from "./source.ts";

/** Asks before the MIS is asked no more. */
export default function StopDialog(props: { source: Source; close: () => void }) {
  const form = createSubmit({
    send: () => props.source.stop(),
    done: () => {
      note({ text: "The MIS is not asked any more.", tone: "good" });
      props.close();
    },
  });
  return (
    <Dialog
      title="Stop asking the MIS?"
      words={
        <>
          <p>Address, client id and secret are forgotten. To begin again you enter them anew.</p>
          <p class="muted">What it has brought stays, and you can still upload files.</p>
        </>
      }
      isQuestion
      shut={props.close}
      form={form}
      close="Cancel"
      confirm={form.isPending() ? "Stopping…" : "Stop asking"}
      tone="dangerous"
    />
  );
}
