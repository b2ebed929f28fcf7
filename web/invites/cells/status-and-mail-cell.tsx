import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { isLost } from "../journey.ts";
import { MailWords } from "./mail-words.tsx";
import { StatusCell, StatusPill } from "./status-cell.tsx";

interface StatusAndMailCellProps {
  invite: PublicInvite;
  isOnItsWay: boolean;
  /** Somebody waits for a new link. */
  isAsking: boolean;
}

/** The state and, where that says more than since when, its mail. */
export function StatusAndMailCell(props: StatusAndMailCellProps) {
  const hasMailToTell = () =>
    props.isAsking || isLost(props.invite) || props.invite.status === "pending";
  return (
    <Show
      when={hasMailToTell() && !props.isOnItsWay}
      fallback={<StatusCell invite={props.invite} isOnItsWay={props.isOnItsWay} />}
    >
      <StatusPill status={props.invite.status} />
      <span class="sub line-words">
        <MailWords invite={props.invite} isAsking={props.isAsking} />
      </span>
    </Show>
  );
}
