import { createHash } from "node:crypto";
import type { mails } from "#db/schema";
import type { Delivery } from "#domain/invites";
import { lease } from "./claims.ts";

/** What a try came to. `refused` is about us, not about the mail: nobody's mail leaves until somebody puts it right. */
export type Outcome =
  | { kind: "sent"; messageId: string | null; requestId: string | null }
  | { kind: "failed"; reason: string }
  | { kind: "refused"; reason: string }
  | { kind: "busy" }
  | { kind: "unknown" };

type Row = typeof mails.$inferSelect;
type Tried = Pick<Row, "kind" | "subjectId" | "generation" | "attempts" | "doubts" | "createdAt">;

/** What follows for the mail's row, and what the invite says of it. */
export interface Fate {
  row: Partial<Row> & Pick<Row, "status" | "dueAt">;
  delivery: Delivery;
  reason: string | null;
}

const minute = 60_000;
/** Until the provider is tried again after it refused us, milliseconds. */
export const refusalPause = 10 * minute;
/** Until a provider that was busy or silent is asked again at all, and the unit of each mail's own waiting; milliseconds. */
export const busyPause = 15_000;
const mostAttempts = 8;
const longestTrying = 6 * 60 * minute;
/** A mail that nobody answered for is tried no longer than this, milliseconds; a link runs out by itself before. */
const longestDoubt = 24 * 60 * minute;

/**
 * What follows from a try. `attempts` counts it already. `now` is epoch milliseconds. Retries are spread by 20 % either way,
 * the same try always alike. The classes and figures are those of MailChannels' answers: 429 and 5xx are tried 8 times within 6 hours.
 * Where no answer comes the mail may lie there, so each pause is twice as long as the one before; the mail is not given up.
 */
export function fateOf(mail: Tried, outcome: Outcome, now: number): Fate {
  switch (outcome.kind) {
    case "sent":
      return {
        row: {
          status: "sent",
          dueAt: null,
          sentAt: now,
          messageId: outcome.messageId,
          requestId: outcome.requestId,
          eventReason: null,
        },
        delivery: "sent",
        reason: null,
      };
    case "failed":
      return failed(outcome.reason);
    case "refused":
      return queued(now + refusalPause, outcome.reason, { attempts: mail.attempts - 1 });
    case "busy":
      if (isExhausted(mail, now)) return failed(exhausted);
      return queued(now + backOff(mail.attempts, spreadOf(mail)), retrying);
    case "unknown": {
      const doubts = mail.doubts + 1;
      const again = now + lease * 2 ** mail.doubts;
      return again - mail.createdAt < longestDoubt
        ? queued(again, unanswered, { doubts })
        : failed(unknowable, { doubts });
    }
    default:
      return outcome satisfies never;
  }
}

const exhausted =
  "The mail service could not take the mail, although we tried for a long time. Resend it later.";
const retrying = "The mail service is busy. We keep trying.";
const unanswered = "The mail service did not answer. We keep trying, so the mail may come twice.";
const unknowable =
  "The mail service did not answer for a day, so nobody knows whether the mail arrived. Ask them, or resend it.";

/** Silence is no answer: it counts neither as a try nor as time in which the service could have taken the mail. */
function isExhausted({ attempts, doubts, createdAt }: Tried, now: number): boolean {
  const isOld = doubts === 0 && now - createdAt >= longestTrying;
  return attempts - doubts >= mostAttempts || isOld;
}

/** min(2^n x 15 s, 30 min) +-20 %, in milliseconds; n is 0 after the first try. */
function backOff(attempts: number, spread: number): number {
  return Math.round(Math.min(2 ** (attempts - 1) * busyPause, 30 * minute) * (0.8 + 0.4 * spread));
}

/** 0 to 1, another for each try of each mail. */
function spreadOf(mail: Tried): number {
  const attempt = `${mail.kind} ${mail.subjectId} ${mail.generation} ${mail.attempts}`;
  return createHash("sha256").update(attempt).digest().readUInt32BE() / 2 ** 32;
}

function queued(dueAt: number, reason: string, more: Partial<Row> = {}): Fate {
  const row = { status: "queued", dueAt, eventReason: reason, ...more } as const;
  return { row, delivery: "queued", reason };
}

function failed(reason: string, more: Partial<Row> = {}): Fate {
  const row = { status: "failed", dueAt: null, eventReason: reason, ...more } as const;
  return { row, delivery: "failed", reason };
}
