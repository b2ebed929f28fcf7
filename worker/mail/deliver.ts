import type { Env } from "../env.ts";
import type { Committed } from "../events/committed.ts";
import { log } from "../log.ts";
import { write } from "./compose.ts";
import { type Claimed, claim, putOff, record } from "./outbox.ts";
import { mostDoubts, type Outcome, unknowable } from "./outcome.ts";
import type { Outgoing, Transport } from "./outgoing.ts";
import { endStop, stopMail, stopOf } from "./stop.ts";
import { carrier, transport } from "./transport.ts";

type Refusal = Extract<Outcome, { kind: "refused" }>;

/** Mails sent side by side: a Worker has six connections at once. */
const handful = 6;
/** Handfuls one call sends before it leaves the rest, still due, to the next: a Worker may make 1,000 subrequests. */
const mostHandfuls = 20;

/**
 * Sends what is due in a school's outbox and records what became of it; the events of that. `now` is epoch milliseconds.
 * May run several times at once: a mail belongs to whoever claims it. One mail goes alone first, and how it fares decides for
 * the others: when the provider is busy or silent they are put off untried, when it refuses us they learn the reason untried,
 * and so do those of every other school until it is asked again.
 */
export async function deliverDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const send = transport(env);
  const told: Committed[] = [];
  const stop = carrier(env) === "mailchannels" ? await stopOf(env) : null;
  let refusal = stop && stop.until > now ? refusedFor(stop.reason) : undefined;
  for (let round = 0; round <= mostHandfuls; round++) {
    const most = round === 0 ? 1 : handful;
    const claimed = await claim(env, school, now, most);
    const letters =
      claimed.length > 0 && !refusal ? await write(env, claimed) : new Map<string, Outgoing>();
    const outcomes = await Promise.all(
      claimed.map(async (mail) => {
        const outcome = refusal ?? (await attempt(mail, letters.get(mail.id), send));
        told.push(...(await recorded(env, mail, outcome, now)));
        return outcome;
      }),
    );
    if (outcomes.some(({ kind }) => kind === "busy" || kind === "unknown")) {
      await putOff(env, school, now);
      break;
    }
    if (!refusal) {
      refusal = outcomes.find((outcome) => outcome.kind === "refused");
      if (refusal && carrier(env) === "mailchannels") await stopMail(env, refusal.reason, now);
      else if (stop && round === 0 && outcomes.length > 0) await endStop(env);
    }
    if (claimed.length < most) break;
  }
  return told;
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
  if (mail.doubts >= mostDoubts) return { kind: "failed", reason: unknowable };
  if (!letter)
    return refusedFor("This Staffroom is not set up yet, so no mail leaves. Tell whoever runs it.");
  const outcome = await send(letter);
  if (outcome.kind !== "sent")
    log("mail not sent", { outcome: outcome.kind, attempts: mail.attempts, doubts: mail.doubts });
  return outcome;
}

/** When even this fails the mail's lease lapses, and what became of it counts as unknown. */
async function recorded(
  env: Env,
  mail: Claimed,
  outcome: Outcome,
  now: number,
): Promise<Committed[]> {
  try {
    const news = await record(env, mail, outcome, now);
    return news ? [news] : [];
  } catch (error) {
    log("mail not recorded", {
      outcome: outcome.kind,
      error: error instanceof Error ? error.name : "unknown",
    });
    return [];
  }
}
