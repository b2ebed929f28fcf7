import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { open } from "#db/client";
import { type MailEvent, mails } from "#db/schema";
import { FateKind, type MailFate } from "#domain/emails/mails";
import type { Delivery } from "#domain/invites";
import { holderOf } from "#domain/recoveries";
import { iso } from "#domain/time";
import type { Env } from "../env.ts";
import type { Fact } from "../events/commit.ts";

type Mail = typeof mails.$inferSelect;

/** The latest mails that are told of at once. */
const most = 5;

/** What the provider's news of a mail comes to. */
export const deliveries: Record<MailEvent, Delivery> = {
  processed: "sent",
  "soft-bounced": "bounced",
  delivered: "delivered",
  dropped: "dropped",
  "hard-bounced": "bounced",
  complained: "complained",
};

const byStatus = { queued: "queued", sending: "queued", sent: "sent", failed: "failed" } as const;

/** What became of the latest mails that a school sent about an account or a recovery, the newest first. */
export async function fatesOf(env: Env, school: string, subject: string): Promise<MailFate[]> {
  const rows = await open(env.DB)
    .select()
    .from(mails)
    .where(
      and(
        inArray(mails.kind, FateKind.options),
        eq(mails.subjectId, subject),
        eq(mails.schoolId, school),
        ne(mails.status, "cancelled"),
      ),
    )
    .orderBy(desc(mails.createdAt), desc(mails.generation))
    .limit(most);
  return rows.flatMap(fateOf);
}

function fateOf({ kind, status, generation, createdAt, event, eventReason }: Mail): MailFate[] {
  const known = FateKind.safeParse(kind);
  if (!known.success || status === "cancelled") return [];
  return [
    {
      kind: known.data,
      at: iso(createdAt),
      delivery: event ? deliveries[event] : byStatus[status],
      reason: eventReason,
      holder: kind === "recovery" ? holderOf(generation) : null,
    },
  ];
}

/** That a mail has not reached whoever waits for it, as a fact about them; null where it has, or an invite tells of it. */
export function misfortuneOf({ kind, subjectId }: Mail, delivery: Delivery): Fact | null {
  if (["queued", "sent", "delivered"].includes(delivery)) return null;
  const changes = { delivery: [null, delivery] as [null, Delivery] };
  if (kind === "reset") return { kind: "user.delivery", subjectId, changes };
  return kind === "recovery" ? { kind: "recovery.delivery", subjectId, changes } : null;
}
