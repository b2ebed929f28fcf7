import type { MailKind } from "#db/schema";
import type { Invite } from "#domain/invites";
import { settings } from "#worker/env";
import { signLink } from "#worker/links";
import { mailOf } from "#worker/mail/webhooks/campaign";
import { linksIn, textOf } from "../outbox.ts";
import { ask, bindings, origin } from "../people.ts";
import { type Books, type Mail, readBooks } from "./books.ts";
import type { MortalWorker } from "./mortal.ts";
import { remindedAt } from "./reminded.ts";
import { busy, final, hasArrived, known, type Try, unknown } from "./service.ts";

const hour = 3600_000;

const ofInvites: readonly MailKind[] = ["invite", "invite_again", "reminder"];

/** What a day's mail has come to. */
export interface Sum {
  arrived: number;
  doubled: number;
  links: number;
}

/**
 * Watches one school's mail, and says what is wrong with it. It goes by what the mail service did and by when Workers died;
 * what the outbox counts for itself is not asked.
 */
export class Judge {
  readonly wrongs: string[] = [];
  readonly sum: Sum = { arrived: 0, doubled: 0, links: 0 };
  #before = new Map<string, Mail>();
  /** Tries after which no Worker could say how they had fared. */
  readonly #unknown = new Set<Try>();
  #seen = 0;

  constructor(
    private readonly school: string,
    private readonly tries: readonly Try[],
  ) {}

  /** What has just left, of these Workers' doing: none of it to whoever has no use for it, each with a link that works. */
  async look(workers: readonly MortalWorker[], now: number): Promise<void> {
    const books = await readBooks(this.school);
    const fresh = this.tries.slice(this.#seen);
    this.#seen = this.tries.length;
    const rows = new Map(books.mails.map((row) => [row.id, row]));
    for (const one of fresh) {
      const row = rows.get(idOf(one));
      if (!row) this.#say("a mail that nobody wrote");
      else await this.#lookAt(one, row, books, now);
    }
    const isAnyDead = workers.some(({ isDead }) => isDead);
    for (const row of books.mails) {
      const before = this.#before.get(row.id);
      if (isNew(row, before, "cancelled") && isOfUse(row, books, now))
        this.#say(`a ${row.kind} dropped`);
      if (isNew(row, before, "sending") && !isAnyDead) this.#say(`a ${row.kind} claimed and left`);
    }
    this.#before = rows;
  }

  async #lookAt(one: Try, row: Mail, books: Books, now: number): Promise<void> {
    const isUnmarked = one.by.isDead && row.status === "sending";
    if (unknown.includes(one.fate) || isUnmarked) this.#unknown.add(one);
    if (!hasArrived(one)) return;
    this.sum.arrived++;
    const why = uselessness(row, books, now);
    if (why) this.#say(`a ${row.kind} to ${why}`);
    if (one.mail.personalizations[0]?.to[0]?.email !== holderOf(row, books)?.canonicalEmail)
      this.#say(`a ${row.kind} to somebody else`);
    await this.#follow(one, row);
  }

  async #follow({ mail }: Try, row: Mail): Promise<void> {
    const [link, ...others] = linksIn(textOf(mail));
    if (link !== `${origin}${pathOf(row)}` || others.length > 0)
      return this.#say(`a ${row.kind} without its link`);
    const { status } = await ask(new URL(link).pathname);
    this.sum.links++;
    if (status !== 200) this.#say(`a ${row.kind} whose link answers ${status}`);
  }

  /** In the end each mail that was meant has left, or somebody is told why not. Quiet since `calm`, epoch milliseconds. */
  async conclude(calm: number): Promise<void> {
    const books = await readBooks(this.school);
    for (const row of books.mails) this.#judge(row, books);
    for (const invite of books.invites.values()) this.#judgeInvite(invite, books, calm);
    for (const { id, resetGeneration } of books.accounts.values())
      this.#hasEach("reset", id, resetGeneration, books);
  }

  /** It has arrived, or was given up for a reason; and is in its mailbox twice only where nobody knew better. */
  #judge(row: Mail, books: Books): void {
    const tries = this.tries.filter((one) => idOf(one) === row.id);
    const last = tries.at(-1);
    const fates = tries.map(({ fate }) => fate);
    const say = (what: string) => this.#say(`${what}: ${row.kind} ${row.status}, ${fates}`);
    if (row.dueAt !== null) say("never settled");
    if (row.status === "sent" && !(last && known.includes(last.fate))) say("never arrived");
    const arrived = tries.filter(hasArrived);
    this.sum.doubled += Math.max(0, arrived.length - 1);
    if (arrived.slice(0, -1).some((one) => !this.#unknown.has(one))) say("doubled for no reason");
    if (row.status === "failed" && !(last && this.#mayGiveUp(row, tries, last)))
      say("given up too early");
    if (row.kind === "invite") this.#judgeRow(row, books, say);
  }

  /** It is refused; or the service was busy 8 times or for 6 hours; or silent, until no other try would come within the day. */
  #mayGiveUp({ createdAt }: Mail, tries: readonly Try[], last: Try): boolean {
    const age = last.at - createdAt;
    if (this.#unknown.has(last)) return age >= 11 * hour;
    const answered = tries.filter((one) => one.fate !== "forbidden" && !this.#unknown.has(one));
    const wasSilent = tries.some((one) => this.#unknown.has(one));
    const isExhausted = answered.length >= 8 || (!wasSilent && age >= 6 * hour);
    return final.includes(last.fate) || (busy.includes(last.fate) && isExhausted);
  }

  /** What the dashboards say of an invite is what became of its latest mail. */
  #judgeRow(row: Mail, { invites }: Books, say: (what: string) => void): void {
    const invite = invites.get(row.subjectId);
    if (invite?.generation !== row.generation) return;
    const expected = row.status === "cancelled" ? invite.delivery : row.status;
    if (invite.delivery !== expected) say(`the row says ${invite.delivery}`);
  }

  /** Whatever was to be mailed was, each link of it; also that they have joined, and that time runs out. */
  #judgeInvite(invite: Invite, books: Books, calm: number): void {
    const { id, generation, status, userId } = invite;
    this.#hasEach("invite", id, generation, books);
    if (status === "accepted") this.#hasEach("welcome", userId ?? "", 1, books);
    const hasLeft = mailOn("reminder", id, generation, books)?.status === "sent";
    if (hasLeft !== (invite.remindedAt !== null)) this.#say("a row wrong about its reminder");
    if (invite.openedAt !== null) return;
    const at = remindedAt(invite);
    if (hasLeft && (invite.remindedAt ?? 0) < (at ?? Number.POSITIVE_INFINITY))
      this.#say("somebody reminded too early");
    const mail = mailOn("invite", id, generation, books);
    if (status !== "expired" || at === null || at <= calm) return;
    if (mail?.status !== "sent" || (mail.sentAt ?? 0) >= at) return;
    if (!hasLeft) this.#say(`nobody reminded at ${new Date(at).toISOString()}`);
    else if (at > calm + hour && invite.remindedAt !== at)
      this.#say(`somebody reminded late, not at ${new Date(at).toISOString()}`);
  }

  #hasEach(kind: MailKind, subject: string, links: number, books: Books): void {
    for (let generation = 1; generation <= links; generation++)
      if (!mailOn(kind, subject, generation, books)) this.#say(`a ${kind} that was never written`);
  }

  #say(what: string): void {
    this.wrongs.push(what);
  }
}

function idOf({ mail }: Try): string {
  return mailOf(mail.campaign_id) ?? "";
}

/** Whether a mail has got into this state since it was looked at, maybe once more. */
function isNew(row: Mail, before: Mail | undefined, status: Mail["status"]): boolean {
  const isAsBefore = before?.status === status && before.attempts === row.attempts;
  return row.status === status && !isAsBefore;
}

function mailOn(kind: MailKind, subject: string, generation: number, { mails }: Books) {
  return mails.find(
    (row) => row.kind === kind && row.subjectId === subject && row.generation === generation,
  );
}

/** Who the mail is for: the address of an invite or of an account. */
function holderOf({ kind, subjectId }: Mail, { invites, accounts }: Books) {
  return (ofInvites.includes(kind) ? invites : accounts).get(subjectId);
}

function pathOf({ kind, subjectId, generation }: Mail): string {
  if (kind === "welcome") return "/sign-in";
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  const purpose = kind === "reset" ? "reset" : "accept";
  return `/${purpose}/${signLink(found.linkKeys, purpose, subjectId, generation)}`;
}

/** Why nobody has any use for a mail just now; null where somebody does. */
function uselessness(row: Mail, { invites, accounts }: Books, now: number): string | null {
  const { kind, subjectId, generation } = row;
  if (kind === "welcome") return null;
  if (kind === "reset") {
    const holder = accounts.get(subjectId);
    const isLatest = holder?.resetGeneration === generation && (holder.resetExpiresAt ?? 0) > now;
    return isLatest ? null : "an older link";
  }
  const invite = invites.get(subjectId);
  if (invite?.status !== "pending") return `an invite that is ${invite?.status}`;
  if (invite.expiresAt <= now) return "an invite that has run out";
  if (invite.generation !== generation) return "an older link";
  if (kind !== "reminder") return null;
  if (invite.openedAt !== null) return "whoever is there already";
  const clock = new Date(now).getUTCHours();
  return clock < 7 || clock >= 20 ? `whoever sleeps, at ${clock}` : null;
}

function isOfUse(row: Mail, books: Books, now: number): boolean {
  return uselessness(row, books, now) === null && (row.until ?? Number.POSITIVE_INFINITY) > now;
}
