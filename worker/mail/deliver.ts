import { open } from "#db/client";
import type { Env } from "../env.ts";
import type { Committed } from "../events/committed.ts";
import { log } from "../log.ts";
import { handful, ours } from "./at-once.ts";
import type { Claimed } from "./claims.ts";
import { claim, putOff } from "./outbox.ts";
import type { Outcome } from "./outcome.ts";
import type { Outgoing, Transport } from "./outgoing.ts";
import { record, type Tried } from "./record.ts";
import { type MailRow, rowsNamed } from "./row.ts";
import { endStop, stopMail, stopOf } from "./stop.ts";
import { carrier, transport } from "./transport.ts";
import { type Written, write } from "./writing/compose.ts";

type Refusal = Extract<Outcome, { kind: "refused" }>;

/** Handfuls one call sends before it leaves the rest, still due, to the next: a Worker may make 1,000 subrequests. */
const mostHandfuls = 20;

/**
 * Sends what is due in a school's outbox and records what became of it; the events of that. `now` is epoch milliseconds.
 * May run several times at once: a mail belongs to whoever claims it. One mail goes alone first, and how it fares decides for
 * the others: when the provider is busy or silent they are put off untried, when it refuses us they learn the reason untried,
 * and so do those of every other school until it is asked again.
 */
export async function deliverDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const told: Committed[] = [];
  const stop = carrier(env) === "mailchannels" ? await stopOf(env) : null;
  let refusal = stop && stop.until > now ? refusedFor(stop.reason) : undefined;
  for (let round = 0; round <= mostHandfuls; round++) {
    const most = round === 0 ? 1 : handful;
    const claimed = await claim(env, school, now, most);
    if (claimed.length === 0) break;
    const { news, isStuck, refused } = await sendAll(env, claimed, now, { refusal });
    told.push(...news);
    if (isStuck) break;
    if (stop && !refusal && !refused && round === 0) await endStop(env);
    refusal ??= refused;
    if (claimed.length < most) break;
  }
  return told;
}

/**
 * The same of mails that the batch which queued them has claimed. What else is due is for whoever queued it, and for the
 * room's alarm.
 */
export async function deliverClaimed(
  env: Env,
  rows: readonly MailRow[],
  now: number,
): Promise<Committed[]> {
  const claimed = rows.flatMap(({ mail }) => ours(mail));
  return (await sendAll(env, claimed, now, { rows })).news;
}

interface Round {
  news: Committed[];
  /** Whether the provider is busy or silent, and what else was due has been put off. */
  isStuck: boolean;
  /** How it refused us, if it did: then no other school's mail leaves either. */
  refused: Refusal | undefined;
}

/** What is known ahead of some mails: how they are refused, or what they are about. */
interface Ahead {
  refusal?: Refusal | undefined;
  rows?: readonly MailRow[];
}

/** Sends some mails of a school side by side, unless it is known already how they are refused. */
async function sendAll(
  env: Env,
  claimed: readonly Claimed[],
  now: number,
  { refusal, rows }: Ahead,
): Promise<Round> {
  const ids = claimed.map(({ id }) => id);
  const written = refusal
    ? new Map<string, Written>()
    : await write(env, rows ?? (await rowsNamed(open(env.DB), ids)));
  const send = transport(env);
  const tried = await Promise.all(
    claimed.map(async (mail) => {
      const { letter, invite = null } = written.get(mail.id) ?? {};
      return { mail, invite, outcome: refusal ?? (await attempt(mail, letter, send)) };
    }),
  );
  const news = await recorded(env, tried, now);
  const outcomes = tried.map(({ outcome }) => outcome);
  const isStuck = outcomes.some(({ kind }) => kind === "busy" || kind === "unknown");
  const [first] = claimed;
  if (isStuck && first) await putOff(env, first.schoolId, now);
  const refused = refusal ?? outcomes.find((outcome) => outcome.kind === "refused");
  if (!refusal && !isStuck && refused && carrier(env) === "mailchannels")
    await stopMail(env, refused.reason, now);
  return { news, isStuck, refused };
}

/** How mail leaves this deployment, for /healthz. */
export function transportName(env: Env): "mailchannels" | "dev" | "not_configured" {
  return carrier(env);
}

function refusedFor(reason: string): Refusal {
  return { kind: "refused", reason };
}

async function attempt(
  mail: Claimed,
  letter: Outgoing | undefined,
  send: Transport,
): Promise<Outcome> {
  if (!letter)
    return refusedFor("This Staffroom is not set up yet, so no mail leaves. Tell whoever runs it.");
  const outcome = await send(letter);
  if (outcome.kind !== "sent")
    log("mail not sent", { outcome: outcome.kind, attempts: mail.attempts, doubts: mail.doubts });
  return outcome;
}

/** When even this fails the mails' leases lapse, and what became of them counts as unknown. */
async function recorded(env: Env, tried: readonly Tried[], now: number): Promise<Committed[]> {
  try {
    return await record(env, tried, now);
  } catch (error) {
    log("mails not recorded", {
      outcome: tried.map(({ outcome }) => outcome.kind).join(" "),
      error: error instanceof Error ? error.name : "unknown",
    });
    return [];
  }
}
