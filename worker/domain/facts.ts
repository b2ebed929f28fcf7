import * as z from "zod/mini";
import { Person } from "./names.ts";

/** What changed, old and new, by field; of a person's address or phone only that it did: two nulls. */
export const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));
export type Changes = z.infer<typeof Changes>;

/** What every event says, whatever it is about. */
export const Numbered = z.object({
  /** The event's place in its school's history: 1, 2, 3 without gaps. */
  seq: z.number(),
  /** When it happened, ISO 8601 UTC. */
  at: z.string(),
  /** Who did it; null when time or a machine did. */
  actor: z.nullable(Person),
  /** The same for all events of one command. */
  command: z.string(),
  changes: z.nullable(Changes),
});
export type Numbered = z.infer<typeof Numbered>;
