import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, field, insertEach, isPending } from "#db/rows";
import { invites, memberships, schools, users } from "#db/schema";
import type { Outcome } from "#domain/batches";
import { canonicalEmail } from "#domain/emails";
import type { Joiner, Task } from "#domain/imports/difference";
import { canGrant, isAtLeast } from "#domain/roles";
import { type Account, type Membership, reactivate } from "#domain/users";
import { permissionsOf } from "#domain/users/staff";
import { resultsOf } from "../../batches/results.ts";
import { sendBatch } from "../../batches/send.ts";
import { jsonOf } from "../../groups/sides.ts";
import { actOnUser } from "../../users/commands.ts";
import { keysIn, rowsOf } from "./known.ts";
import type { NewLink } from "./links.ts";
import { outcomeOf } from "./refusal-words.ts";
import { type Accepted, type Ended, endTurn, isTurn, type Turn } from "./turn.ts";
import { usernamesFor } from "./usernames.ts";

type Joining = Accepted & { task: Extract<Task, { do: "join" }> };

const single = "This would give much: accept it by itself, not with all the others.";

const tooHigh = "This role is above yours. Ask an Owner to apply it.";

const outcomes: Partial<Record<Outcome, string>> = {
  account_inactive: "Somebody with this address is inactive here. Reactivate them instead.",
  invalid: "Mail cannot reach this address.",
  repeated: "The same address stands in the file twice.",
  role_too_high: tooHigh,
  too_many_mails: "As many mails went to this address as may go to it for now.",
};

/** What somebody else can do, or the same later. */
const passing = new Set<string | undefined>([tooHigh, outcomes.too_many_mails]);

/**
 * Staff who join: whoever has an address is invited with the role that the MIS's stands for, whoever has none gets an account to be
 * handed over. Nobody becomes Admin or Owner but by a decision on them alone.
 */
export async function applyJoiners(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const db = open(act.env.DB);
  const known = await rowsOf(act, "user", keysIn(portion));
  const joining = portion.filter((one): one is Joining => one.task.do === "join");
  const left = joining.filter(({ task }) => !known.has(task.sourcedId));
  const may = left.filter((one) => one.isSingled || !isAtLeast(one.task.joiner.role, "admin"));
  const mailed = may.filter(({ task }) => task.joiner.email !== null);
  const mayGive = ({ task }: Joining) => canGrant(act.actor.role, task.joiner.role);
  const unmailed = may.filter((one) => one.task.joiner.email === null && mayGive(one));

  const verdicts = await invited(turn, mailed);
  const links = await linksTo(turn, mailed);
  const made = await accountsFor(turn, unmailed);
  for (const [i, { id, task }] of unmailed.entries()) {
    const rowId = made[i]?.account.id ?? "";
    links.set(id, { noun: "user", sourcedId: task.sourcedId, rowId, said: task.said });
  }
  const accounts = made.map(({ account }) => account);
  const seats = made.map(({ membership }) => membership);
  const many = {
    kind: "user.added" as const,
    from: sql`from ${each(accounts)} where ${isTurn(turn)}`,
    id: field("id"),
    order: sql`j.key`,
    change: (isTold: (id: ReturnType<typeof field>) => ReturnType<typeof field>) => [
      insertEach(db, users, accounts, isTold(field("id"))),
      insertEach(db, memberships, seats, isTold(field("userId"))),
    ],
  };
  const ended = portion.map((one): Ended => {
    const isHeld = left.some(({ id }) => id === one.id) && !may.some(({ id }) => id === one.id);
    if (isHeld) return { id: one.id, outcome: single, isOpen: true };
    const isTooHigh = may.some((held) => held.id === one.id && !mayGive(held));
    const outcome = verdicts.get(one.id) ?? (isTooHigh ? tooHigh : null);
    return { id: one.id, outcome, isOpen: passing.has(outcome ?? ""), link: links.get(one.id) };
  });
  return endTurn(turn, ended, { many: made.length > 0 ? [many] : [] });
}

/** Those who are back get their account back, each as if somebody did it by hand. */
export async function applyReturns(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const ended: Ended[] = [];
  for (const { id, subject } of portion) {
    const rowId = subject.id ?? "";
    const came = await outcomeOf(() =>
      actOnUser(act, rowId, (known, actor) => ({
        next: reactivate(actor, known),
        kind: "user.reactivated",
      })),
    );
    const left = { noun: "user", rowId, hasLeft: false } as const;
    ended.push({ id, ...came, ...(came.outcome === null && { left }) });
  }
  return endTurn(turn, ended);
}

/** Invites them as one list, which invites nobody twice; why not, by difference. */
async function invited(turn: Turn, mailed: readonly Joining[]): Promise<Map<string, string>> {
  if (mailed.length === 0) return new Map();
  const { act } = turn;
  const rows = mailed.map(({ task: { joiner } }) => ({
    email: joiner.email ?? "",
    role: joiner.role,
    staffType: joiner.staffType,
    givenName: joiner.givenName,
    familyName: joiner.familyName,
  }));
  const { results } = await resultsOf(act.env, act.school, await sendBatch(act, rows));
  return new Map(
    mailed.flatMap(({ id }, i): [string, string][] => {
      const outcome = outcomes[results[i]?.outcome ?? "invited"];
      return outcome ? [[id, outcome]] : [];
    }),
  );
}

/** Who has these addresses by now, by difference: an account at the school, or a pending invite. */
async function linksTo({ act }: Turn, mailed: readonly Joining[]): Promise<Map<string, NewLink>> {
  if (mailed.length === 0) return new Map();
  const { env, school } = act;
  const db = open(env.DB);
  const addresses = jsonOf(mailed.map(({ task }) => canonicalEmail(task.joiner.email ?? "")));
  const [accounts, pending] = await db.batch([
    db
      .select({ address: users.canonicalEmail, id: users.id })
      .from(users)
      .innerJoin(
        memberships,
        and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)),
      )
      .where(sql`${users.canonicalEmail} in ${addresses}`),
    db
      .select({ address: invites.canonicalEmail, id: invites.id })
      .from(invites)
      .where(
        and(
          eq(invites.schoolId, school),
          sql`${invites.canonicalEmail} in ${addresses}`,
          isPending,
        ),
      ),
  ]);
  const holders = new Map(accounts.map(({ address, id }) => [address, id]));
  const waiting = new Map(pending.map(({ address, id }) => [address, id]));
  const links = mailed.map(({ id, task }): [string, NewLink | null] => {
    const { sourcedId, said } = task;
    const address = canonicalEmail(task.joiner.email ?? "");
    const [holder, invite] = [holders.get(address), waiting.get(address)];
    if (holder) return [id, { noun: "user", sourcedId, rowId: holder, said }];
    return [id, invite ? { noun: "invite", sourcedId, rowId: invite, said } : null];
  });
  return new Map(links.flatMap(([id, link]) => (link ? [[id, link]] : [])));
}

/** Accounts without a password as yet: they are handed over later, all at once. */
async function accountsFor(
  { act: { env, school, now } }: Turn,
  unmailed: readonly Joining[],
): Promise<{ account: Account; membership: Membership }[]> {
  if (unmailed.length === 0) return [];
  const [row] = await open(env.DB)
    .select({ postcode: schools.postcode })
    .from(schools)
    .where(eq(schools.id, school));
  const joiners = unmailed.map(({ task }) => task.joiner);
  const usernames = await usernamesFor(env, row?.postcode ?? "", joiners);
  return joiners.map((joiner, i) => rowsFor(joiner, usernames[i] ?? "", school, now));
}

function rowsFor(joiner: Joiner, username: string, schoolId: string, now: number) {
  const { title, givenName, middleName, familyName, phone, role, staffType } = joiner;
  const id = crypto.randomUUID();
  const account: Account = {
    id,
    username,
    email: null,
    canonicalEmail: null,
    emailConfirmedAt: null,
    title,
    givenName,
    middleName,
    familyName,
    phone,
    passwordHash: null,
    passwordState: "none",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
  const membership: Membership = {
    schoolId,
    userId: id,
    role,
    staffType,
    ...permissionsOf(staffType),
    status: "active",
    joinedAt: now,
    lastSeenAt: null,
    version: 1,
  };
  return { account, membership };
}
