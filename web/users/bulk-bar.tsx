import KeyRound from "lucide-solid/icons/key-round";
import UserX from "lucide-solid/icons/user-x";
import type { Ask } from "../actions/open-dialog.ts";
import { BulkBar } from "../ui/lists/ticks/bulk-bar.tsx";

/** What may be done with everybody who is ticked. */
export function UserBulkBar(props: { ids: string[]; ask: Ask; clear: () => void }) {
  return (
    <BulkBar label="Ticked users" count={props.ids.length} clear={props.clear}>
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
    </BulkBar>
  );
}
