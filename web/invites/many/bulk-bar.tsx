import Send from "lucide-solid/icons/send";
import UserCog from "lucide-solid/icons/user-cog";
import X from "lucide-solid/icons/x";
import type { ParentProps } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { BulkBar } from "../../ui/lists/ticks/bulk-bar.tsx";
import { isPossible, type ManyAct, possibleWords } from "./words.ts";

interface InviteBulkBarProps {
  invites: readonly PublicInvite[];
  /** The ids of those that the list as it is asked for leaves out. */
  outOfSight: readonly string[];
  ask: Ask;
  clear: () => void;
}

/** What may be done with every ticked invite [I15], and with how many of them. */
export function InviteBulkBar(props: ParentProps<InviteBulkBarProps>) {
  const { me } = usePlace();
  const ids = () => props.invites.map(({ id }) => id);
  const able = (act: ManyAct) =>
    props.invites.filter((invite) => isPossible(me.role, act, invite)).length;
  return (
    <BulkBar
      label="Ticked invites"
      count={props.invites.length}
      words={possibleWords(me.role, props.invites)}
      outOfSight={props.invites
        .filter(({ id }) => props.outOfSight.includes(id))
        .map(({ email }) => email)}
      clear={props.clear}
    >
      <button
        type="button"
        class="button primary"
        disabled={able("resend") === 0}
        onClick={() => ask("resend")}
      >
        <Send size={16} aria-hidden="true" />
        Resend {able("resend")}
      </button>
      <button
        type="button"
        class="button"
        disabled={able("revoke") === 0}
        onClick={() => ask("revoke")}
      >
        <X size={16} aria-hidden="true" />
        Withdraw {able("revoke")}
      </button>
      <button
        type="button"
        class="button"
        disabled={able("change") === 0}
        onClick={() => props.ask({ dialog: "changeInvites", ids: ids(), done: props.clear })}
      >
        <UserCog size={16} aria-hidden="true" />
        Change {able("change")}
      </button>
      {props.children}
    </BulkBar>
  );

  /** All that is ticked is asked for, so that whatever stays as it is has its reason told. */
  function ask(act: "resend" | "revoke"): void {
    props.ask({ dialog: "many", act, ids: ids(), done: props.clear });
  }
}
