import { and, eq } from "drizzle-orm";
import { open } from "#db/client";
import { schools } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import { moveAddress, type RecoveryAddress, toldOfMove } from "#domain/recoveries/addresses";
import { can } from "#domain/roles";
import { publishedSchool, type SchoolChange } from "#domain/schools";
import type { Act } from "../act.ts";
import { memberOf } from "../events/author.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import type { Letter } from "../mail/queue.ts";
import { keepAnew } from "../pupils/keeping.ts";

type School = typeof schools.$inferSelect;

const details = [
  "name",
  "postcode",
  "phone",
  "address",
  "contactEmail",
  "mailDomains",
  "timeZone",
  "reminders",
  "pupilsKeptMonths",
  "lastYear",
  "groupsAtRollOver",
] as const;

/** Of these the audit log tells only that they changed. */
const untold: readonly string[] = ["phone", "address", "contactEmail"];

/**
 * Changes what was sent of the school [S2]; the old recovery address is told by mail [A14].
 * `seen` is the version the client saw, where it says so. Refuses with `changed`, and with `forbidden` whoever may not move
 * a recovery address.
 */
export async function changeSchool(
  by: Act,
  change: SchoolChange,
  seen: number | null,
): Promise<School> {
  return settle(by, async (act) => {
    const { env, school: schoolId } = act;
    mayChange(act, change);
    const [school] = await open(env.DB).select().from(schools).where(eq(schools.id, schoolId));
    if (!school) throw new DomainError("not_found");
    if (seen !== null && seen !== school.version)
      throw new DomainError("changed", { current: publishedSchool(school) });
    const { next, steps } = stepsOf(act, school, change);
    if (steps.length === 0) return school;
    const after = next.pupilsKeptMonths === school.pupilsKeptMonths ? [] : [keepAnew(act)];
    const committed = await carryOut(act, { steps, after, subjectId: schoolId });
    return committed && next;
  });
}

function mayChange({ actor }: Act, change: SchoolChange): void {
  const member = memberOf(actor);
  const isRecovery = change.headteacherEmail !== undefined || change.deputyEmail !== undefined;
  if (member && isRecovery && !can(member.role, "changeRecoveryAddresses"))
    throw new DomainError("forbidden");
}

/** One step for the details and one for each recovery address, since each has a mail of its own. Each follows from the one before. */
function stepsOf(
  { env, now }: Act,
  school: School,
  change: SchoolChange,
): { next: School; steps: Step[] } {
  let next = school;
  const steps: Step[] = [];
  const add = (changed: Partial<School>, told: string | null, isPrivate: boolean) => {
    const seen = next;
    next = { ...seen, ...changed, version: seen.version + 1 };
    steps.push({
      change: [
        open(env.DB)
          .update(schools)
          .set({ ...changed, version: next.version })
          .where(and(eq(schools.id, seen.id), eq(schools.version, seen.version))),
      ],
      fact: {
        kind: "school.changed",
        subjectId: seen.id,
        changes: isPrivate ? hidden(changed) : difference(seen, changed),
      },
      ...(told !== null && { mail: notice(next, told, now) }),
    });
  };

  const changed = details.filter(
    (field) => change[field] !== undefined && !isSame(detailOf(change, field), school[field]),
  );
  if (changed.length > 0)
    add(Object.fromEntries(changed.map((field) => [field, detailOf(change, field)])), null, false);
  for (const field of ["headteacherEmail", "deputyEmail"] as const) {
    const typed = change[field];
    const seen = slotOf(next, field);
    const moved = typed === undefined ? null : moveAddress(seen, typed, now);
    if (moved) add(columnsOf(moved, field), toldOfMove(seen, now), true);
  }
  return { next, steps };
}

type Field = "headteacherEmail" | "deputyEmail";

/** One of a school's recovery addresses. */
export function slotOf(school: School, field: Field): RecoveryAddress {
  return {
    email: school[field],
    countsFrom: school[`${field}CountsFrom`],
    before: school[`${field}Before`],
  };
}

function columnsOf({ email, countsFrom, before }: RecoveryAddress, field: Field): Partial<School> {
  return { [field]: email, [`${field}CountsFrom`]: countsFrom, [`${field}Before`]: before };
}

function notice({ id, version }: School, address: string, now: number): Letter {
  return {
    kind: "recovery_address",
    subjectId: id,
    generation: version,
    recipient: canonicalEmail(address),
    dueAt: now,
  };
}

function difference(seen: School, changed: Partial<School>): Changes {
  const changes: Changes = {};
  for (const field of details) {
    if (!(field in changed)) continue;
    changes[field] = untold.includes(field) ? [null, null] : [seen[field], changed[field]];
  }
  return changes;
}

/** An emptied field holds nothing. */
function detailOf(change: SchoolChange, field: (typeof details)[number]) {
  return change[field] === "" ? null : change[field];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Of an address it is told only that it changed. */
function hidden(changed: Partial<School>): Changes {
  return "headteacherEmail" in changed
    ? { headteacherEmail: [null, null] }
    : { deputyEmail: [null, null] };
}
