import KeyRound from "lucide-solid/icons/key-round";
import UserX from "lucide-solid/icons/user-x";
import X from "lucide-solid/icons/x";
import type { Ask } from "../actions/open-dialog.ts";

/** What may be done with everybody who is ticked. */
export function UserBulkBar(props: { ids: string[]; ask: Ask; clear: () => void }) {
  return (
    <section class="bulk-bar" aria-label="Ticked users">
      <strong class="bulk-count" role="status">
        {props.ids.length} ticked
      </strong>
      <button
        type="button"
        class="button"
        onClick={() => props.ask({ dialog: "mail", ids: props.ids, done: props.clear })}
      >
        <KeyRound size={16} aria-hidden="true" />
        Send password emails
      </button>
      <button
        type="button"
        class="button"
        onClick={() => props.ask({ dialog: "deactivate", ids: props.ids })}
      >
        <UserX size={16} aria-hidden="true" />
        Deactivate
      </button>
      <button type="button" class="button" onClick={() => props.clear()}>
        <X size={16} aria-hidden="true" />
        Clear
      </button>
    </section>
  );
}
