import * as z from "zod/mini";
import { Delivery } from "../invites.ts";
import { RecoveryHolder } from "../recoveries.ts";

/** The mails whose fate is told beside who or what they are about; an invite tells of its own. */
export const FateKind = z.enum(["reset", "welcome", "recovery"]);
export type FateKind = z.infer<typeof FateKind>;

/** What became of one mail. Of its address nothing is told but, of a recovery's, whose it is. */
export const MailFate = z.object({
  kind: FateKind,
  /** When it was written, ISO 8601 UTC. */
  at: z.string(),
  delivery: Delivery,
  reason: z.nullable(z.string()),
  holder: z.nullable(RecoveryHolder),
});
export type MailFate = z.infer<typeof MailFate>;
