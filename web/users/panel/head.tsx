import * as Dialog from "@kobalte/core/dialog";
import { Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { Avatar } from "../../ui/avatar.tsx";
import { ActivePill } from "../../ui/lists/active-pill.tsx";
import { PasswordMark } from "../cells/status-cell.tsx";

/** Whose account it is, and how it stands with it. */
export function UserHead(props: { user: PublicUser; isOwn: boolean }) {
  return (
    <div class="side-panel-head">
      <Avatar name={fullName(props.user)} />
      <div>
        <Dialog.Title class="side-panel-title" tabindex={-1}>
          {fullName(props.user)}
          <Show when={props.isOwn}>
            {" "}
            <span class="you">you</span>
          </Show>
        </Dialog.Title>
        <div class="side-panel-head-state">
          <ActivePill status={props.user.status} />
          <PasswordMark user={props.user} />
        </div>
      </div>
    </div>
  );
}
