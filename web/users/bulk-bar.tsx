import KeyRound from "lucide-solid/icons/key-round";
import UserCog from "lucide-solid/icons/user-cog";
import UserX from "lucide-solid/icons/user-x";
import type { ParentProps } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { BulkBar } from "../ui/lists/ticks/bulk-bar.tsx";
import { whyNotMailed } from "./list.ts";

interface UserBulkBarProps {
  users: readonly PublicUser[];
  /** The ids of those that the list as it is asked for leaves out. */
  outOfSight: readonly string[];
  ask: Ask;
  clear: () => void;
}

/** What may be done with everybody who is ticked, and with how many of them. */
export function UserBulkBar(props: ParentProps<UserBulkBarProps>) {
  const { me } = usePlace();
  const ids = () => props.users.map(({ id }) => id);
  const mailed = () => props.users.filter((user) => whyNotMailed(me.role, user) === null).length;
  const words = () =>
    mailed() < props.users.length
      ? `${mailed()} of ${props.users.length} can get a password email`
      : undefined;
  return (
    <BulkBar
      label="Ticked users"
      count={props.users.length}
      words={words()}
      outOfSight={props.users.filter(({ id }) => props.outOfSight.includes(id)).map(fullName)}
      clear={props.clear}
    >
      <button
        type="button"
        class="button"
        aria-label="Send password emails"
        disabled={mailed() === 0}
        onClick={() => props.ask({ dialog: "mail", ids: ids(), done: props.clear })}
      >
        <KeyRound size={16} aria-hidden="true" />
        Password emails
      </button>
      <button
        type="button"
        class="button"
        aria-label="Change role or type"
        onClick={() => props.ask({ dialog: "changeUsers", ids: ids(), done: props.clear })}
      >
        <UserCog size={16} aria-hidden="true" />
        Role or type
      </button>
      <button
        type="button"
        class="button"
        onClick={() => props.ask({ dialog: "deactivate", ids: ids() })}
      >
        <UserX size={16} aria-hidden="true" />
        Deactivate
      </button>
      {props.children}
    </BulkBar>
  );
}
