import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, field, insertEach, insertWhere } from "#db/rows";
import { batches, invites } from "#db/schema";
import { addressesOf, type BatchRow, type Judged, judge } from "#domain/batches";
import { type Invite, send } from "#domain/invites";
import type { PersonAct } from "../act.ts";
import { announce } from "../events/announce.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Many } from "../events/commit-many.ts";
import { settle } from "../events/settle.ts";
import { expireDue } from "../invites/expiry.ts";
import { letter } from "../invites/writes.ts";
import { queueInvites } from "../mail/queue.ts";
import { listFacts, stillFree, withAhead } from "./facts.ts";
import type { KeptResult } from "./rows.ts";

/** Rows that go in one parameter of a statement, which may have 2 MB. */
const portion = 1_000;

/**
 * Invites a whole list [I12]: every row that may be, its fact and its mail, and the list, in one batch; the others stay out with a
 * verdict. Gives the list's id. Two round trips, whatever its length.
 */
export function sendBatch(by: PersonAct, rows: readonly BatchRow[]): Promise<string> {
  return settle(by, async (act) => {
    const { env, school, now, actor } = act;
    const facts = await listFacts(env, school, addressesOf(rows), now);
    if (facts.isOverdue) {
      for (const expired of await expireDue(env, school, now)) announce(env, act, expired);
      return null;
    }
    const id = crypto.randomUUID();
    const judged = judge(rows, facts, actor.role);
    const made = judged.map((one) => (one.outcome === "invited" ? inviteOf(act, one, id) : null));
    const results = judged.map(({ email, outcome }, i): KeptResult => {
      const invite = made[i];
      return invite ? [email, outcome, invite.id] : [email, outcome];
    });
    const sent = made.flatMap((invite) => invite ?? []);
    const row = {
      id,
      schoolId: school,
      byId: actor.id,
      sentAt: now,
      total: rows.length,
      results: JSON.stringify(results),
    };
    const change = [insertWhere(open(env.DB), batches, row, sql`true`)];
    const fact = { kind: "batch.sent", subjectId: id } as const;
    const committed = await carryOut(act, {
      many: inPortions(sent).map((some) => sending(act, some)),
      steps: [{ change, fact }],
      subjectId: id,
      ...(sent.length > 0 && { mailDue: now + (act.hold ?? 0) }),
    });
    return committed && id;
  });
}

function inviteOf(act: PersonAct, { row, email }: Judged, batchId: string): Invite {
  const { school: schoolId, actor, now, settings } = act;
  const details = { ...row, email, id: crypto.randomUUID(), schoolId, batchId };
  return send({ ...details, invitedById: actor.id }, now, settings.inviteLife);
}

/** Invites with their facts and mails; each stays out whose address somebody else was quicker with. */
function sending({ env, school, now, hold }: PersonAct, some: readonly Invite[]): Many {
  const db = open(env.DB);
  const letters = some.map((invite) => letter(invite, hold));
  const rows = withAhead(some.map((invite) => ({ id: invite.id, address: invite.canonicalEmail })));
  return {
    kind: "invite.sent",
    from: sql`from ${each(rows)} where ${stillFree(school, now)}`,
    id: field("id"),
    order: sql`j.key`,
    change: (isTold) => [
      insertEach(db, invites, some, isTold(field("id"))),
      queueInvites(db, letters, school, now, isTold(field("subjectId"))),
    ],
  };
}

function inPortions(all: readonly Invite[]): (readonly Invite[])[] {
  const starts = Array.from({ length: Math.ceil(all.length / portion) }, (_, i) => i * portion);
  return starts.map((start) => all.slice(start, start + portion));
}
