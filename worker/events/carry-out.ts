import type { Act } from "../act.ts";
import { announce } from "./announce.ts";
import { type Command, commit } from "./commit.ts";
import type { Committed } from "./committed.ts";

interface Deed extends Pick<Command, "id" | "many" | "steps" | "after"> {
  /** What an Idempotency-Key shall stand for. */
  subjectId: string;
  /** When the mail that `after` writes is to leave, epoch milliseconds. */
  mailDue?: number;
}

/** Commits an act and announces it. Null when no guard held: read again, decide again. Refuses as `write` does. */
export async function carryOut(
  act: Act,
  { id = crypto.randomUUID(), many, steps, after, subjectId, mailDue }: Deed,
): Promise<Committed | null> {
  const { key } = act;
  const made = await commit(act, {
    id,
    many,
    steps,
    after,
    isSent: true,
    key: key && { ...key, subjectId },
  });
  if (!made) return null;
  const committed = { ...made, mailDue: mailDue ?? made.mailDue };
  announceAct(act, committed);
  return committed;
}

/** Announces what an act has committed, to its caller too. */
export function announceAct(act: Act, committed: Committed): void {
  act.onCommitted?.(committed.seq);
  announce(act.env, act, committed);
}
