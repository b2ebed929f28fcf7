import * as z from "zod/mini";
import { canonicalEmail } from "./emails.ts";
import { DomainError } from "./errors.ts";
import { Person } from "./names.ts";
import { iso, isoOrNull } from "./time.ts";

export const RecoveryStatus = z.enum(["asked", "confirmed", "granted", "cancelled", "lapsed"]);
export type RecoveryStatus = z.infer<typeof RecoveryStatus>;

/** Whose recovery address it is. */
const holders = ["headteacher", "deputy"] as const;

export const RecoveryHolder = z.enum(holders);
export type RecoveryHolder = z.infer<typeof RecoveryHolder>;

/** How long the confirmation links work, in milliseconds. */
export const confirmTime = 72 * 3600_000;
/** How long any Owner can still stop a confirmed recovery by signing in [A14], in milliseconds. */
export const stopTime = 72 * 3600_000;
/** How often one school may ask within 24 hours. */
export const askLimit = 3;

/** A school's request for a new Owner, because none can sign in [A14]. Times are epoch milliseconds. */
export interface Recovery {
  id: string;
  schoolId: string;
  status: RecoveryStatus;
  askedById: string;
  askedAt: number;
  /** Where the confirmation links went, as typed; forgotten at the end. */
  headteacherEmail: string | null;
  deputyEmail: string | null;
  confirmedBy: RecoveryHolder | null;
  confirmedAt: number | null;
  /** When it lapses unconfirmed, or is granted; null once it has ended. */
  dueAt: number | null;
  endedAt: number | null;
  /** The new Owner's invite. Null where the address has an account at the school, which becomes the Owner's. */
  inviteId: string | null;
  version: number;
}

/** A recovery as Owners and Admins see it. Times are ISO 8601 UTC. */
export const PublicRecovery = z.object({
  id: z.string(),
  status: RecoveryStatus,
  askedBy: z.nullable(Person),
  askedAt: z.string(),
  confirmedBy: z.nullable(RecoveryHolder),
  confirmedAt: z.nullable(z.string()),
  dueAt: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  version: z.number(),
});
export type PublicRecovery = z.infer<typeof PublicRecovery>;

/** The recovery as it is told to those who may see it; the addresses are not told. */
export function publishedRecovery(recovery: Recovery, askedBy: Person | null): PublicRecovery {
  const { id, status, confirmedBy, version } = recovery;
  return {
    id,
    status,
    askedBy,
    askedAt: iso(recovery.askedAt),
    confirmedBy,
    confirmedAt: isoOrNull(recovery.confirmedAt),
    dueAt: isoOrNull(recovery.dueAt),
    endedAt: isoOrNull(recovery.endedAt),
    version,
  };
}

type Addresses = Pick<Recovery, "headteacherEmail" | "deputyEmail">;

/** Asks for a new Owner, at the addresses that count now. Refuses with `no_recovery_address` where none does. */
export function ask(
  details: Pick<Recovery, "id" | "schoolId" | "askedById">,
  counting: Addresses,
  now: number,
): Recovery {
  const { headteacherEmail, deputyEmail } = counting;
  if (headteacherEmail === null && deputyEmail === null)
    throw new DomainError("no_recovery_address");
  const isOne =
    headteacherEmail !== null &&
    deputyEmail !== null &&
    isSameAddress(headteacherEmail, deputyEmail);
  return {
    ...details,
    status: "asked",
    askedAt: now,
    headteacherEmail,
    deputyEmail: isOne ? null : deputyEmail,
    confirmedBy: null,
    confirmedAt: null,
    dueAt: now + confirmTime,
    endedAt: null,
    inviteId: null,
    version: 1,
  };
}

/** The holder of a recovery address confirms; from now on an Owner has 72 hours to stop it. Refuses with `link_dead`. */
export function confirm(recovery: Recovery, by: RecoveryHolder, now: number): Recovery {
  if (recoveryEnd(recovery, now) || addressOf(recovery, by) === null)
    throw new DomainError("link_dead");
  return next(recovery, {
    status: "confirmed",
    confirmedBy: by,
    confirmedAt: now,
    dueAt: now + stopTime,
  });
}

/** An Owner is there after all. Null when it is cancelled already. Refuses with `recovery_ended` when it ended otherwise. */
export function cancel(recovery: Recovery, now: number): Recovery | null {
  if (recovery.status === "cancelled") return null;
  if (!isOpen(recovery)) throw new DomainError("recovery_ended");
  return end(recovery, "cancelled", now);
}

/** Nobody has confirmed in time. Null when that is not so. */
export function lapse(recovery: Recovery, now: number): Recovery | null {
  return recovery.status === "asked" && isDue(recovery, now) ? end(recovery, "lapsed", now) : null;
}

/** No Owner has stopped it in time. `inviteId` is the new Owner's invite, if one is needed. Null when it is not due. */
export function grant(recovery: Recovery, inviteId: string | null, now: number): Recovery | null {
  if (recovery.status !== "confirmed" || !isDue(recovery, now)) return null;
  return { ...end(recovery, "granted", now), inviteId };
}

/** Why a genuine confirmation link opens nothing; null while it works. It is refused at the end of its 72 hours exactly. */
export function recoveryEnd(
  recovery: Pick<Recovery, "status" | "dueAt">,
  now: number,
): Exclude<RecoveryStatus, "asked"> | null {
  if (recovery.status !== "asked") return recovery.status;
  return isDue(recovery, now) ? "lapsed" : null;
}

export function isOpen({ status }: { status: RecoveryStatus }): boolean {
  return status === "asked" || status === "confirmed";
}

/** Where this holder's link went, as typed; null when none went. */
export function addressOf(recovery: Addresses, holder: RecoveryHolder): string | null {
  return holder === "headteacher" ? recovery.headteacherEmail : recovery.deputyEmail;
}

/** Each holder's link has a number of its own, which says who confirms. */
export function linkNumber(holder: RecoveryHolder): number {
  return holders.indexOf(holder) + 1;
}

/** Whose link has this number; null for nobody's. */
export function holderOf(number: number): RecoveryHolder | null {
  return holders[number - 1] ?? null;
}

function isDue({ dueAt }: Pick<Recovery, "dueAt">, now: number): boolean {
  return dueAt !== null && now >= dueAt;
}

function isSameAddress(one: string, other: string): boolean {
  return canonicalEmail(one) === canonicalEmail(other);
}

function end(
  recovery: Recovery,
  status: "granted" | "cancelled" | "lapsed",
  now: number,
): Recovery {
  return next(recovery, {
    status,
    dueAt: null,
    endedAt: now,
    headteacherEmail: null,
    deputyEmail: null,
  });
}

function next(recovery: Recovery, changes: Partial<Recovery>): Recovery {
  return { ...recovery, ...changes, version: recovery.version + 1 };
}
