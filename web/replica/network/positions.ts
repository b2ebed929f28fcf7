import type { Heard } from "../frames.ts";

type Hearer = (position: Heard, isRefusal: boolean) => void;

const hearers = new Set<Hearer>();

/**
 * Tells how far a school's history is, as every answer about it says, and whether that answer refused something. Gives back
 * how to hear no more.
 */
export function onPosition(hear: Hearer): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

/** Reads it from an answer. */
export function tellPosition(answer: Response): void {
  const [epoch, seq] = answer.headers.get("X-Seq")?.split(".") ?? [];
  if (epoch && seq) for (const hear of hearers) hear({ epoch, seq: Number(seq) }, !answer.ok);
}
