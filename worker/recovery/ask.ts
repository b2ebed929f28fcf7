import { eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { recoveries, schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import { ask, askLimit, RecoveryHolder } from "#domain/recoveries";
import { counting } from "#domain/recoveries/addresses";
import { take } from "../accounts/limits.ts";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { brokenUnique, type Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { slotOf } from "../schools/details.ts";
import { confirmationMail, tellEverybody } from "./ask-mails.ts";
import { openRecovery } from "./writes.ts";

const day = 24 * 3600_000;

/**
 * An Admin asks for a new Owner [A14]: every Owner and Admin is told by mail, and a link to confirm goes to the recovery
 * addresses. Gives its id. Refuses with `no_recovery_address`, `recovery_open` or `too_many_attempts`.
 */
export function askRecovery(act: PersonAct): Promise<string> {
  return settle(act, askOnce);
}

async function askOnce(act: PersonAct): Promise<string> {
  const { env, now, school: schoolId, actor } = act;
  const db = open(env.DB);
  const [school] = await db.select().from(schools).where(eq(schools.id, schoolId));
  if (!school) throw new DomainError("not_found");
  if (await openRecovery(env, schoolId)) throw new DomainError("recovery_open");
  const asked = ask(
    { id: crypto.randomUUID(), schoolId, askedById: actor.id },
    {
      headteacherEmail: counting(slotOf(school, "headteacherEmail"), now),
      deputyEmail: counting(slotOf(school, "deputyEmail"), now),
    },
    now,
  );
  await take(env, [{ name: `recovery:${schoolId}`, limit: askLimit }], day, now);
  // An Owner may change the addresses meanwhile; then the ones seen no longer hold.
  const isSame = sql`exists (select 1 from ${schools} where ${schools.id} = ${schoolId} and ${schools.version} = ${school.version})`;
  const step: Step = {
    change: [
      insertWhere(db, recoveries, asked, isSame),
      ...RecoveryHolder.options.flatMap((holder) =>
        confirmationMail(db, asked, holder, now, carriedOn),
      ),
    ],
    fact: { kind: "recovery.asked", subjectId: asked.id },
  };
  const committed = await carryOut(act, {
    steps: [step],
    subjectId: asked.id,
    after: [tellEverybody(env, asked, now)],
    mailDue: now,
  }).catch(refuseSecond);
  if (!committed) throw new DomainError("busy", { retryAfter: 1 });
  return asked.id;
}

/** Somebody else has asked at the same moment. */
function refuseSecond(error: unknown): never {
  if (brokenUnique(error) === "recoveries.school_id") throw new DomainError("recovery_open");
  throw error;
}
