import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere, withoutId } from "#db/rows";
import { messages } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Message, NewMessage } from "#domain/messages";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";

type Row = typeof messages.$inferSelect;

/**
 * Sets the message of the day, in the place of the one before [S3]. Refuses with `invalid` when it would end before it begins.
 */
export async function setMessage(
  by: PersonAct,
  { text, until = null }: NewMessage,
): Promise<Message> {
  const { now, school } = by;
  const ends = until === null ? null : Date.parse(until);
  if (ends !== null && ends <= now)
    throw new DomainError("invalid", { fields: { until: "Choose a time that is still to come." } });
  return settle(by, async (act) => {
    const seen = await messageOf(act);
    const next: Row = {
      id: seen?.id ?? crypto.randomUUID(),
      schoolId: school,
      text,
      setById: act.actor.id,
      setAt: now,
      until: ends,
      version: (seen?.version ?? 0) + 1,
    };
    return (await write(act, seen, next, "message.set")) && next;
  });
}

/** Takes it down. Where none stands nothing happens. */
export async function removeMessage(by: PersonAct): Promise<void> {
  await settle(by, async (act) => {
    const seen = await messageOf(act);
    if (!seen || seen.text === null) return true;
    const next: Row = { ...seen, text: null, until: null, version: seen.version + 1 };
    return write(act, seen, next, "message.removed");
  });
}

async function messageOf({ env, school }: PersonAct): Promise<Row | null> {
  const [row] = await open(env.DB).select().from(messages).where(eq(messages.schoolId, school));
  return row ?? null;
}

/** True once it is written; null when somebody else wrote in between. */
async function write(
  act: PersonAct,
  seen: Row | null,
  next: Row,
  kind: "message.set" | "message.removed",
): Promise<true | null> {
  const db = open(act.env.DB);
  const change: Step["change"] = seen
    ? [
        db
          .update(messages)
          .set(withoutId(next))
          .where(and(eq(messages.id, seen.id), eq(messages.version, seen.version))),
      ]
    : [insertWhere(db, messages, next, isFirst(next))];
  const step: Step = { change, fact: { kind, subjectId: next.id } };
  const committed = await carryOut(act, { steps: [step], subjectId: next.id });
  return committed && true;
}

/** Two may set the first one at once. */
function isFirst({ schoolId }: Row): SQL {
  return sql`not exists (select 1 from ${messages} where ${messages.schoolId} = ${schoolId})`;
}
