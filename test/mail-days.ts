import { eq, sql } from "drizzle-orm";
import { vi } from "vitest";
import { open } from "#db/client";
import { invites, mails, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { mailResets } from "#worker/accounts/resets";
import type { Act } from "#worker/act";
import { type Env, settings } from "#worker/env";
import { nextDue, runDue, runSlowDue } from "#worker/events/due";
import { noteOpening, resendInvite, restoreInvite, revokeInvite } from "#worker/invites/commands";
import { openLink } from "#worker/invites/open-link";
import { SetUp, setUp } from "#worker/invites/set-up";
import { signLink } from "#worker/links";
import { mailOf } from "#worker/mail/webhooks/campaign";
import { historyIsWhole } from "./history.ts";
import { asked } from "./interleaved.ts";
import { filledIn, tokenOf } from "./links.ts";
import type { Answer, Received } from "./mailchannels.ts";
import { type Chance, createChance } from "./nemesis.ts";
import { Deployment, linksIn, queue, textOf } from "./outbox.ts";
import { ask, bindings, makePerson, makeSchool, type Somebody } from "./people.ts";

const [second, minute, hour] = [1000, 60_000, 3600_000];

/** Seeds that once failed, tried first for ever. */
export const pinnedDays: readonly number[] = [];

/** Schools side by side in one database. */
const atOnce = 8;

/** Answers after which the mail may lie in the mailbox. */
const taken: readonly Answer[] = ["sent", "garbled", "hang", "reset", "cut"];
/** Answers after which no other try is made. */
const final: readonly Answer[] = ["failed", "bad", "too large"];
const faults: readonly Answer[] = [
  ...["limited", "broken", "gateway", "reset", "cut", "hang", "garbled", "forbidden"],
  ...final,
] as Answer[];

type Doing = (act: Act, id: string, generation: number) => Promise<unknown>;

/** What people do about an invite. */
const acts: Record<"resend" | "withdraw" | "open" | "set up", Doing> = {
  resend: resendInvite,
  withdraw: revokeInvite,
  open: noteOpening,
  async "set up"(act, id, generation) {
    const token = tokenOf({ id }, generation);
    const link = await openLink(act, token);
    if (!link) throw new Error("The link is not genuine.");
    return setUp(act, anybody, token, SetUp.parse(filledIn()), link);
  },
};
const kinds = ["invite", "invite", "invite", "reset", ...keysOf(acts)] as const;

const anybody = { address: "192.0.2.7", userAgent: null, isOwnDevice: false, browser: undefined };

/** Runs these seeds; gives those that failed, and how. */
export async function mailDays(seeds: readonly number[]): Promise<string[]> {
  // A provider that never answers is waited for, though not for ten seconds each time.
  const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), 150);
    return giveUp.signal;
  });
  const left = [...seeds];
  const failed: string[] = [];
  const work = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const wrongs = await new MailDay(seed).live().catch((error: unknown) => [String(error)]);
      if (wrongs.length > 0) failed.push(`seed ${seed}: ${wrongs.join("; ")}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  timeout.mockRestore();
  return failed;
}

type Mail = typeof mails.$inferSelect;

/** One school's day with a mail service that fails as a script says, and Workers that die; and the calm after it. */
class MailDay {
  readonly #chance: Chance;
  readonly #post = new Deployment();
  readonly #wrongs: string[] = [];
  readonly #invited: string[] = [];
  #priya!: Somebody;
  #lena!: Somebody;
  #seen = 0;
  /** The hour of the day at which it begins, somewhere in a January to come. */
  #now: number;

  constructor(seed: number) {
    this.#chance = createChance(seed);
    const start = Date.UTC(new Date().getUTCFullYear() + 1, 0, 10);
    this.#now = start + this.#chance.below(24) * hour;
  }

  async live(): Promise<string[]> {
    const now = Date.now();
    const school = await makeSchool("Oakfield High", "NG7 5PN", now);
    this.#priya = await makePerson(school, "Priya Shah", "owner", "headteacher", now);
    this.#lena = await makePerson(school, "Lena Brand", "editor", "teacher", now);
    for (let step = 4 + this.#chance.below(6); step > 0; step--) {
      await this.#act();
      await this.#strike();
      this.#now += this.#chance.pick([second, 9 * second, 3 * minute, hour, 5 * hour]);
      await this.#strike();
    }
    await this.#calm();
    await this.#judge();
    await historyIsWhole(this.#priya);
    return this.#wrongs;
  }

  /** Somebody does something, at a moment when nothing is being sent. */
  async #act(): Promise<void> {
    const [chance, act] = [this.#chance, this.#actOf(this.#priya)];
    const [kind, some] = [chance.pick(kinds), this.#invited];
    if (kind === "reset") return void (await this.#reset(act));
    if (kind === "invite" || some.length === 0) return this.#invite();
    const id = chance.pick(some);
    const { generation } = await this.#inviteAt(id);
    const acting = acts[kind](act, id, generation);
    await acting.catch(onlyRefused);
    if (kind === "withdraw" && chance.isLucky(0.3)) await restoreInvite(act, id).catch(onlyRefused);
  }

  async #invite(): Promise<void> {
    const dueAt = this.#now + this.#chance.pick([0, 8 * second]);
    const { id } = await queue(this.#priya, {}, dueAt, this.#now);
    this.#invited.push(id);
  }

  #reset(act: Act): Promise<string> {
    const who = eq(users.id, this.#lena.id);
    return mailResets(act, { by: "link", who: sql`${who}`, school: sql`${act.school}` });
  }

  /** The clocks strike, in a Worker that may die at any of its round trips, before a mail service that may do anything. */
  async #strike(): Promise<void> {
    const script = Array.from({ length: 3 }, () =>
      this.#chance.isLucky(0.5) ? this.#chance.pick(faults) : "sent",
    );
    await this.#post.script(...script);
    const isUnreachable = this.#chance.isLucky(0.06);
    const mortal = this.#mortal(this.#chance.isLucky(0.35) ? 1 + this.#chance.below(12) : null);
    const env = isUnreachable
      ? { ...mortal.env, MAILCHANNELS_BASE_URL: "http://127.0.0.1:9" }
      : mortal.env;
    await Promise.race([strike(env, this.#priya.school, this.#now), mortal.death]);
    await this.#look();
  }

  /** Everything works again, until nothing is due. */
  async #calm(): Promise<void> {
    this.#chance.quieten();
    const end = this.#now + 48 * hour;
    for (let turns = 0; turns < 200; turns++) {
      const due = await nextDue(this.#post.env, this.#priya.school);
      if (due === null || due > end) return;
      this.#now = Math.max(due, this.#now);
      await this.#strike();
    }
    this.#wrongs.push("no end of what is due");
  }

  /** What has just left: none of it to whoever has no use for it, and each with a link that works. */
  async #look(): Promise<void> {
    const received = await this.#post.received();
    const fresh = received.slice(this.#seen);
    this.#seen = received.length;
    const rows = await this.#mails();
    for (const row of rows)
      if (row.status === "cancelled" && (await this.#isWanted(row)))
        this.#wrongs.push(`a ${row.kind} that was dropped`);
    for (const { mail } of fresh) {
      const row = rows.find(({ id }) => id === mailOf(mail.campaign_id));
      if (!row) this.#wrongs.push("a mail that nobody wrote");
      else if (row.kind !== "welcome") await this.#lookAt(row, mail);
    }
  }

  async #lookAt({ kind, subjectId, generation }: Mail, mail: Received["mail"]): Promise<void> {
    const found = settings(bindings);
    const purpose = kind === "reset" ? "reset" : "accept";
    const token = found && signLink(found.linkKeys, purpose, subjectId, generation);
    const links = linksIn(textOf(mail));
    if (links.length !== 1 || !links[0]?.endsWith(`/${purpose}/${token}`))
      this.#wrongs.push(`a ${kind} without its link`);
    if (kind === "reset") {
      const lena = await this.#holder(subjectId);
      if (lena.resetGeneration !== generation) this.#wrongs.push("a reset of an older link");
      return;
    }
    const invite = await this.#inviteAt(subjectId);
    const isAlive = invite.status === "pending" && invite.expiresAt > this.#now;
    if (!isAlive || invite.generation !== generation)
      this.#wrongs.push(`a ${kind} to an invite that is ${invite.status}`);
    if (kind !== "reminder") return;
    if (invite.openedAt !== null) this.#wrongs.push("a reminder to whoever is there already");
    const clock = new Date(this.#now).getUTCHours();
    if (clock < 7 || clock >= 20) this.#wrongs.push(`a reminder at ${clock} o’clock`);
  }

  /** In the end each mail has left, or somebody is told why not; and is in its mailbox twice only where nobody knew better. */
  async #judge(): Promise<void> {
    const received = await this.#post.received();
    for (const row of await this.#mails()) {
      const tries = received
        .filter(({ mail }) => mailOf(mail.campaign_id) === row.id)
        .map(({ answer }) => answer);
      const arrived = tries.filter((answer) => taken.includes(answer)).length;
      const say = (what: string) =>
        this.#wrongs.push(`${what}: ${row.kind} ${row.status}, ${tries}, ${row.doubts} doubts`);
      if (row.dueAt !== null) say("never settled");
      if (row.status === "sent" && arrived === 0) say("never arrived");
      if (arrived - 1 > row.doubts) say("doubled for no reason");
      const isTold = tries.some((answer) => final.includes(answer));
      // A mail is tried for six hours, however seldom that was.
      const isLate = (row.countsAt ?? 0) - row.createdAt >= 6 * hour;
      const isExhausted = row.doubts >= 2 || row.attempts >= 8 || isLate;
      if (row.status === "failed" && !isTold && !isExhausted) say("given up too early");
      if (row.kind === "invite") await this.#judgeRow(row, say);
    }
    const [first] = received;
    const link = first && linksIn(textOf(first.mail))[0];
    const status = link ? (await ask(new URL(link).pathname)).status : 200;
    if (![200, 410].includes(status)) this.#wrongs.push(`a link that answers ${status}`);
  }

  /** What the dashboards say of an invite is what became of its latest mail. */
  async #judgeRow(row: Mail, say: (what: string) => unknown): Promise<void> {
    const invite = await this.#inviteAt(row.subjectId);
    if (invite.generation !== row.generation) return;
    const expected = row.status === "cancelled" ? invite.delivery : row.status;
    if (invite.delivery !== expected) say(`the row says ${invite.delivery}`);
    if (invite.remindedAt !== null && !(await this.#hasLeft(invite.id, invite.generation)))
      say("reminded of nothing");
  }

  /** Whether somebody waits for a mail just now. */
  async #isWanted({ kind, subjectId, generation }: Mail): Promise<boolean> {
    if (kind === "reminder") return false;
    if (kind === "welcome") return true;
    if (kind === "reset") {
      const lena = await this.#holder(subjectId);
      return lena.resetGeneration === generation && (lena.resetExpiresAt ?? 0) > this.#now;
    }
    const { status, expiresAt, ...invite } = await this.#inviteAt(subjectId);
    return status === "pending" && expiresAt > this.#now && invite.generation === generation;
  }

  async #hasLeft(subject: string, generation: number): Promise<boolean> {
    const rows = await this.#mails();
    return rows.some(
      (row) =>
        row.kind === "reminder" &&
        row.subjectId === subject &&
        row.generation === generation &&
        row.status === "sent",
    );
  }

  /** A Worker that is gone for good ahead of its nth round trip to D1. */
  #mortal(dies: number | null): { env: Env; death: Promise<void> } {
    let trips = 0;
    let end: () => void = () => undefined;
    const death = new Promise<void>((resolve) => {
      end = resolve;
    });
    const watched = asked(async () => {
      trips++;
      if (dies === null || trips < dies) return;
      end();
      await new Promise<never>(() => undefined);
    });
    return { env: { ...this.#post.env, DB: watched.DB, ROOM: silent }, death };
  }

  #actOf(person: Somebody): Act {
    const found = settings(bindings);
    if (!found) throw new Error("The tests' bindings are not configured.");
    return {
      env: { ...this.#post.env, ROOM: silent },
      settings: found,
      now: this.#now,
      school: person.school,
      actor: { right: "role", school: person.school, id: person.id, role: "owner", may: "invite" },
      // What would be sent at once is what the clocks find due.
      waitUntil: (promise) => void promise.catch(() => undefined),
    };
  }

  async #inviteAt(id: string) {
    const [found] = await open(bindings.DB).select().from(invites).where(eq(invites.id, id));
    if (!found) throw new Error("There is no such invite.");
    return found;
  }

  async #holder(id: string) {
    const [found] = await open(bindings.DB).select().from(users).where(eq(users.id, id));
    if (!found) throw new Error("There is no such account.");
    return found;
  }

  #mails(): Promise<Mail[]> {
    return open(bindings.DB).select().from(mails).where(eq(mails.schoolId, this.#priya.school));
  }
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  return Object.keys(record) as K[];
}

function onlyRefused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

/** Nobody is in the room. */
const silent = {
  getByName: () => ({ ring: async () => undefined, mailQueued: async () => undefined }),
} as unknown as Env["ROOM"];

async function strike(env: Env, school: string, now: number): Promise<void> {
  for await (const _ of runDue(env, school, now));
  for await (const _ of runSlowDue(env, school, now));
}
