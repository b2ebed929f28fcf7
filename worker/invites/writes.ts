import { and, eq, type SQL } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { type OrPlace, type Places, prepared } from "#db/prepared";
import { insertWhere, withoutId } from "#db/rows";
import { invites } from "#db/schema";
import { mailboxOf } from "#domain/emails/mailboxes";
import type { Changes } from "#domain/facts";
import { type Invite, type NewInvite, send } from "#domain/invites";
import type { Kind } from "#domain/nouns";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";
import type { Step } from "../events/commit.ts";
import type { Letter } from "../mail/queue.ts";
import { isMailable } from "./addresses.ts";

type Sending = Pick<Act, "env" | "now" | "settings" | "hold">;

interface Sent extends NewInvite {
  id: string;
  schoolId: string;
  alias?: string | null;
  invitedById: string | null;
}

/** A first invite: its row where `condition` holds, or else where a mail may go there; its fact and its mail. */
export function sending(
  { env, now, settings, hold }: Sending,
  details: Sent,
  condition?: SQL,
): Step {
  const db = open(env.DB);
  const made = send(details, now, settings.inviteLife);
  const values = { ...made, mailbox: mailboxOf(made.canonicalEmail), now };
  return {
    change: [condition ? insertWhere(db, invites, made, condition) : mailable(db, values)],
    fact: { kind: "invite.sent", subjectId: made.id },
    mail: letter(made, hold),
  };
}

const mailable = prepared(
  (db, { mailbox, now, ...made }: Places<Invite & { mailbox: string; now: number }>) => {
    const { schoolId: school, canonicalEmail } = made;
    return insertWhere(db, invites, made, isMailable({ school, canonicalEmail, mailbox, now }));
  },
);

/** An invite as the domain wants it next, and, where its link is a new one, the mail that carries it. */
export function moving(
  { env, hold }: { env: Env; hold?: number },
  seen: Invite,
  next: Invite,
  kind: Kind,
  condition?: SQL,
): Step {
  return {
    change: [replace(open(env.DB), seen, next, condition)],
    fact: { kind, subjectId: seen.id, changes: difference(seen, next) },
    ...(hasNewLink(seen, next) && { mail: letter(next, hold) }),
  };
}

/** The guarded write: the row the domain saw is the row written, or nothing is. */
export function replace(db: Db, seen: Invite, next: Invite, condition?: SQL) {
  const values = { ...next, seenVersion: seen.version };
  return condition ? replacing(db, values, condition) : replaced(db, values);
}

type Replaced = Invite & { seenVersion: number };

const replaced = prepared((db, next: Places<Replaced>) => replacing(db, next));

/** The same over values that may have yet to be filled in. */
export function replacing(
  db: Db,
  { seenVersion, ...next }: { [K in keyof Replaced]: OrPlace<Replaced[K]> },
  condition?: SQL,
) {
  const { id, schoolId } = next;
  const isSeen = and(eq(invites.id, id), eq(invites.version, seenVersion));
  return (
    db
      .update(invites)
      // Places are taken here as well, though drizzle's types do not say so.
      .set(withoutId(next) as Partial<Invite>)
      .where(and(eq(invites.schoolId, schoolId), isSeen, condition))
  );
}

/** Whether what was mailed before opens nothing any more. */
export function hasNewLink(seen: Invite, next: Invite): boolean {
  return next.generation > seen.generation;
}

/** The mail that carries an invite's present link; it leaves after `hold` milliseconds. */
export function letter(
  { id, generation, canonicalEmail: recipient, sentAt }: Invite,
  hold = 0,
): Letter {
  return { kind: "invite", subjectId: id, generation, recipient, dueAt: sentAt + hold };
}

/** What an act changed, for the audit log: old and new; of the address only that it changed, so that it lives in one place. */
export function difference(seen: Invite, next: Invite): Changes {
  const told = ["role", "staffType", "status", "resends", "expiresAt", "delivery"] as const;
  const changes = told
    .filter((field) => seen[field] !== next[field])
    .map((field) => [field, [seen[field], next[field]]]);
  return {
    ...Object.fromEntries(changes),
    ...(seen.email !== next.email && { email: [null, null] }),
  };
}
