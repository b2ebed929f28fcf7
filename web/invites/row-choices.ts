import { isFixable, type PublicInvite } from "#domain/invites";
import { canGrant, type Role } from "#domain/roles";
import type { Ask } from "../actions/open-dialog.ts";
import type { Choice } from "../ui/menus/menu.tsx";
import { isLost } from "./journey.ts";
import { isDeadEnd, mayResend } from "./list.ts";

interface About {
  invite: PublicInvite;
  /** The role of whoever looks. */
  role: Role;
  /** Others know of it, too. */
  isSent: boolean;
  ask: Ask;
  copy: (email: string) => void;
  openStory: () => void;
  openAccount: (user: string) => void;
}

/** What a row's menu holds: whatever the invite has become, there is a way on [I15]. */
export function rowChoices({ invite, role, isSent, ask, copy, ...open }: About): Choice[] {
  const { id, email, staffType, userId } = invite;
  const mayAct = isSent && canGrant(role, invite.role);
  const isPending = invite.status === "pending";
  const again = { email, role: invite.role, staffType };
  const when = (isOffered: boolean, choice: Choice) => (isOffered ? [choice] : []);
  return [
    ...(userId ? [{ label: "Open account", act: () => open.openAccount(userId) }] : []),
    ...when(mayAct && (isFixable(invite) || (isPending && isLost(invite))), {
      label: "Fix address",
      act: () => ask({ dialog: "fix", id }),
    }),
    ...when(mayAct && invite.status === "expired" && mayResend(invite), {
      label: "Resend",
      act: () => ask({ dialog: "resend", id }),
    }),
    ...when(mayAct && isDeadEnd(invite), {
      label: "Invite again",
      act: () => ask({ dialog: "invite", again }),
    }),
    ...when(mayAct && isPending, {
      label: "Change role",
      act: () => ask({ dialog: "change", id }),
    }),
    { label: "What happened", act: open.openStory },
    { label: "Copy e-mail address", act: () => copy(email) },
    ...when(mayAct && isPending, {
      label: "Withdraw",
      isDangerous: true,
      act: () => ask({ dialog: "withdraw", id }),
    }),
  ];
}
