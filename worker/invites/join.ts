import { type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { invites, memberships, sessions } from "#db/schema";
import { DomainError } from "#domain/errors";
import { accept, type Invite } from "#domain/invites";
import type { Membership } from "#domain/users";
import { permissionsOf } from "#domain/users/staff";
import { newSession } from "../accounts/sessions.ts";
import type { Visitor } from "../accounts/visitor.ts";
import type { Runtime } from "../act.ts";
import { announce } from "../events/announce.ts";
import type { Writer } from "../events/author.ts";
import { brokenUnique, type Command, commitAll, type Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import type { Letter } from "../mail/queue.ts";
import { cancelRecoveriesOf } from "../recovery/commands.ts";
import { type OpenedLink, openLink } from "./open-link.ts";
import { moving } from "./writes.ts";

/** Whose membership it shall be. All writes hang on `isStillSeen`: whatever follows is carried on by them. */
type Joining = (
  link: OpenedLink,
  isStillSeen: SQL,
) => {
  userId: string;
  writes: Step["change"];
  echoes?: Command[];
  welcome?: Letter;
  /** Whether they may own a school, this one or another. */
  mayOwn: boolean;
};

/**
 * Accepts an invite for the account that `whose` names, whose writes come first; the invite's guarded change holds them all.
 * `opened` is the link as it was when the form came: what of it no longer holds is read again. Gives the secret of the
 * visitor's new session.
 */
export function join(
  runtime: Runtime,
  visitor: Visitor,
  token: string,
  opened: OpenedLink,
  whose: Joining,
): Promise<string> {
  const { env, now } = runtime;
  let seenBefore: OpenedLink | null = opened;
  return settle({ actor: "link" }, async () => {
    const link = seenBefore ?? (await openLink(runtime, token));
    seenBefore = null;
    if (!link) throw new DomainError("not_found");
    if (link.dead) throw new DomainError("link_dead");
    const seen = link.invite;
    const { userId, writes, echoes = [], welcome, mayOwn } = whose(link, stillSeen(seen));
    const next = accept(seen, userId, now);
    const session = newSession(userId, now, visitor);
    const db = open(env.DB);
    const acceptance = moving(runtime, seen, next, "invite.accepted", carriedOn);
    const step: Step = {
      ...acceptance,
      change: [
        ...writes,
        insertWhere(
          db,
          memberships,
          { ...newMembership(seen, userId, now), digestAt: null },
          carriedOn,
        ),
        insertWhere(db, sessions, session.row, carriedOn),
        ...acceptance.change,
      ],
    };
    const here = echoes
      .filter(({ school }) => school === seen.schoolId)
      .flatMap(({ steps }) => steps);
    const elsewhere = echoes.filter(({ school }) => school !== seen.schoolId);
    const invitee: Writer = {
      env,
      school: seen.schoolId,
      actor: { right: "proof", id: userId },
      now,
    };
    const isIn = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${session.row.id})`;
    const command = {
      steps: [step, ...here],
      mails: welcome ? [{ letter: welcome, where: isIn }] : [],
      isSent: true,
    };
    const committed = await commitAll(invitee, [command, ...elsewhere]).catch(refused);
    if (committed.length === 0) return null;
    for (const each of committed) announce(env, runtime, each);
    if (mayOwn) await cancelRecoveriesOf(runtime, userId);
    return session.secret;
  });
}

function stillSeen({ id, version }: Invite): SQL {
  return sql`exists (select 1 from ${invites} where ${invites.id} = ${id} and ${invites.version} = ${version})`;
}

function newMembership(invite: Invite, userId: string, now: number): Membership {
  const { schoolId, role, staffType } = invite;
  return {
    schoolId,
    userId,
    role,
    staffType,
    ...permissionsOf(staffType),
    status: "active",
    joinedAt: now,
    lastSeenAt: now,
    version: 1,
  };
}

function refused(error: unknown): never {
  const broken = brokenUnique(error);
  if (broken === "users.username") throw new DomainError("username_taken");
  if (broken === "users.canonical_email" || broken === "memberships.school_id")
    throw new DomainError("account_exists");
  throw error;
}
