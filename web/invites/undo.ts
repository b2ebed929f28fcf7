import type { PublicInvite } from "#domain/invites";
import { canGrant } from "#domain/roles";
import type { Undo } from "../actions/noun.ts";
import type { School } from "../replica/school.ts";
import { createCommands } from "./commands.ts";

type Addressed = Pick<PublicInvite, "id" | "email">;

/** Takes an invite, or its withdrawal, back. */
export const undoOfInvite: Undo<"invite"> = (event, { me, school }) => {
  switch (event.kind) {
    case "invite.sent": {
      const invite = school.invites.at(event.invite.id);
      const isStill = invite?.status === "pending" && invite.sentAt === event.at;
      return isStill && canGrant(me.role, invite.role) ? () => unsend(school, invite) : null;
    }
    case "invite.revoked": {
      const invite = school.invites.at(event.invite.id);
      const isStill = invite?.status === "revoked" && invite.revokedAt === event.at;
      return isStill && canGrant(me.role, invite.role) ? () => restore(school, invite) : null;
    }
    default:
      return null;
  }
};

/** Thinks better of an invite. */
export async function unsend(school: School, { id, email }: Addressed): Promise<string> {
  const { hasLeft } = await createCommands(school).cancel(id);
  return hasLeft
    ? `The mail to ${email} had left already. Its link no longer works.`
    : `${email} is not invited after all.`;
}

/** Takes a withdrawal back. */
export async function restore(school: School, { id, email }: Addressed): Promise<string> {
  await createCommands(school).restore(id);
  return `The invite to ${email} is pending again.`;
}
