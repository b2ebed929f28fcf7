import type { SentMail } from "../mailchannels.ts";
import { type Answer, answers } from "../mailchannels-answers.ts";
import type { Chance } from "../nemesis.ts";
import type { MortalWorker } from "./mortal.ts";

/** How a request fares: as it is answered, or never there at all. */
export type Fate = Answer | "unreachable";

/** After these the mail may lie in its mailbox. */
const taken: readonly Fate[] = ["sent", "garbled", "hang", "reset", "cut"];
/** After these whoever sent it knows that it does. */
export const known: readonly Fate[] = ["sent", "garbled"];
/** After these nobody knows anything. */
export const unknown: readonly Fate[] = ["hang", "reset", "cut", "unreachable"];
/** After these no other try is made. */
export const final: readonly Fate[] = ["failed", "bad", "too large"];
/** After these it is tried again for some time. */
export const busy: readonly Fate[] = ["limited", "broken", "gateway"];

const faults: readonly Fate[] = [...busy, ...unknown, ...final, "garbled", "forbidden"];

/** A request that somebody made, epoch milliseconds. */
export interface Try {
  mail: SentMail;
  fate: Fate;
  at: number;
  by: MortalWorker;
}

/** Whether the mail may lie in its mailbox now. */
export function hasArrived({ fate }: Try): boolean {
  return taken.includes(fate);
}

/** A mail service that fares with each request as a script from a seed says, and remembers them all. */
export class MailService {
  readonly tries: Try[] = [];
  /** How likely a request is to meet a fault just now. */
  trouble = 0;

  constructor(private readonly chance: Chance) {}

  async take(init: RequestInit, at: number, by: MortalWorker): Promise<Response> {
    await by.reaches("send");
    const fate = this.chance.isLucky(this.trouble) ? this.chance.pick(faults) : "sent";
    this.tries.push({ mail: JSON.parse(String(init.body)), fate, at, by });
    await by.reaches("answer");
    return answered(fate);
  }
}

/** The answer, as whoever asked hears it. */
function answered(fate: Fate): Response {
  switch (fate) {
    case "unreachable":
    case "reset":
      throw new TypeError("Network connection lost.");
    case "hang":
      throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
    case "cut":
      return new Response(cutOff(), { status: 202 });
    case "garbled":
      return new Response("<html>Thank you", { status: 202 });
    default: {
      const [status, body] = answers[fate];
      return Response.json(body, { status });
    }
  }
}

function cutOff(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"results": [{"status": "fail'));
      controller.error(new TypeError("Network connection lost."));
    },
  });
}
