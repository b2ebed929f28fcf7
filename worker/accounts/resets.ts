import { type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertFrom } from "#db/rows";
import { commands, mails, memberships, untried, users } from "#db/schema";
import { resetLife, resetLimit } from "#domain/accounts/resets";
import type { Runtime, UnboundKey } from "../act.ts";
import { post } from "../events/announce.ts";
import type { Author } from "../events/author.ts";
import { write } from "../events/write.ts";
import { mailLinksAgain } from "../invites/mail-again.ts";
import { hasRoom, mailboxIn, shareOfSchool } from "../mail/budget.ts";
import { household, take } from "./limits.ts";
import { readLogin } from "./login.ts";
import type { Visitor } from "./visitor.ts";

const hour = 3600_000;
/**
 * Requests for a reset mail in an hour from one address, which may be a whole school's. What bounds the mail is the
 * account's own limit, `resetLimit`; this one is for who asks for everybody.
 */
const requestLimit = 100;

/**
 * Mails a reset link to whoever a username or e-mail belongs to, at the stored address [A12]; the set-up link once more where the
 * address has an invite that is still pending. What it found shows in
 * that mailbox alone: the queries are the same for nobody, and no mail leaves before the answer does.
 * Refuses with `too_many_attempts` when the asking address has used up its hour, whomever it asked for.
 */
export async function forgotten(
  runtime: Runtime,
  { address }: Visitor,
  typed: string,
): Promise<void> {
  const asking = { name: `forgotten:${household(address)}`, limit: requestLimit };
  await take(runtime.env, [asking], hour, runtime.now);
  const { name, isEmail } = readLogin(typed);
  const anySchool = sql`(select m.school_id from memberships m where m.user_id = ${users.id} and m.status = 'active'
    order by m.joined_at, m.school_id limit 1)`;
  await mailResets(runtime, {
    // A stranger may ask, too: what it found shows in the mailbox alone.
    by: "link",
    who: isEmail ? sql`${users.canonicalEmail} = ${name}` : sql`${users.username} = ${name}`,
    school: anySchool,
  });
  if (isEmail) await mailLinksAgain(runtime, name);
}

/** Whose links are to be mailed, in whose right, from which of their schools, and under which Idempotency-Key. */
export interface Round {
  by: Author;
  /** A condition on `users` and on their active membership of `school`. */
  who: SQL;
  school: SQL;
  key?: UnboundKey | null;
}

/**
 * Queues a new link for everybody meant who has an address and had fewer than three within the hour, as far as its mailbox
 * has room (R16); it replaces the one before. One batch, in which the counts are part of the write. Gives the round's id,
 * which its mails' ids begin with.
 */
export async function mailResets(
  runtime: Runtime,
  { by, who, school, key }: Round,
): Promise<string> {
  const { env, now } = runtime;
  const [db, round] = [open(env.DB), crypto.randomUUID()];
  const recent = sql`(select count(*) from mails r where r.kind = 'reset' and r.subject_id = ${users.id} and r.created_at > ${now - hour})`;
  const mailbox = mailboxIn(users.canonicalEmail);
  const share = sql`case when ${users.emailConfirmedAt} is null then ${shareOfSchool(memberships.schoolId, now)} else 'own' end`;
  // Accounts of one mailbox stand in a queue, since none of the round's mails is counted yet.
  const ahead = sql`row_number() over (partition by ${mailbox} order by ${users.id}) - 1`;
  const meant = sql`select ${users.id} as id, ${users.canonicalEmail} as email, ${users.resetGeneration} as generation,
      ${memberships.schoolId} as school, ${mailbox} as mailbox, ${share} as share, ${ahead} as ahead
    from ${users} join ${memberships} on ${memberships.userId} = ${users.id} and ${memberships.schoolId} = ${school}
    where ${who} and ${memberships.status} = 'active' and ${users.canonicalEmail} is not null and ${recent} < ${resetLimit}`;
  const queue = insertFrom(
    db,
    mails,
    {
      ...untried,
      id: sql`${round} || '.' || w.id`,
      schoolId: sql`w.school`,
      kind: "reset",
      subjectId: sql`w.id`,
      generation: sql`w.generation + 1`,
      recipient: sql`w.email`,
      mailbox: sql`w.mailbox`,
      share: sql`w.share`,
      createdAt: now,
      countsAt: now,
      status: "queued",
      dueAt: now,
    },
    sql`from (${meant}) w where ${hasRoom(sql`w.mailbox`, sql`w.share`, now, sql`w.ahead`)}`,
  ).returning({ school: mails.schoolId });
  const renew = db
    .update(users)
    .set({ resetGeneration: sql`${users.resetGeneration} + 1`, resetExpiresAt: now + resetLife })
    .where(
      sql`${users.id} in (select ${mails.subjectId} from ${mails} where ${mails.id} > ${`${round}.`} and ${mails.id} < ${`${round}/`})`,
    );
  const remember = key ? [db.insert(commands).values({ ...key, subjectId: round, at: now })] : [];
  const [queued] = await write(env, by, [queue, renew, ...remember]);
  const schools = (queued as Awaited<typeof queue>).map((mail) => mail.school);
  for (const id of new Set(schools)) post(env, runtime, id);
  return round;
}

/** The id of somebody's mail in a round. */
export function mailIn(round: string): SQL {
  return sql`${round} || '.' || ${users.id}`;
}
