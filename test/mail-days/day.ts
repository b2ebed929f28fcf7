import type { PersonAct } from "#worker/act";
import { type Env, settings } from "#worker/env";
import { nextDue } from "#worker/events/due";
import { inviteClock } from "#worker/invites/clock";
import { reminderClock } from "#worker/invites/reminders/clock";
import { mailClock } from "#worker/mail/clock";
import { historyIsWhole } from "../history.ts";
import { type Chance, createChance } from "../nemesis.ts";
import { bindings, makePerson, makeSchool, type Somebody } from "../people.ts";
import { readBooks } from "./books.ts";
import { nextDoing } from "./doings.ts";
import { Judge } from "./judge.ts";
import { MortalWorker, moments } from "./mortal.ts";
import { type Realm, uuidsOf, within } from "./realm.ts";
import { MailService } from "./service.ts";

const [second, minute, hour] = [1000, 60_000, 3600_000];

/** What mail hangs on, in the order of all clocks. */
const clocks = [inviteClock, reminderClock, mailClock];

/** A piece of a Worker's work; what it shall be kept alive for goes to `waitUntil`. */
type Work = (worker: MortalWorker, waitUntil: PersonAct["waitUntil"]) => Promise<unknown>;

/** One school's day with a mail service that fails as a script says, and Workers that die; and the calm after it. */
export class MailDay {
  readonly #chance: Chance;
  readonly #service: MailService;
  readonly #uuid: ReturnType<typeof uuidsOf>;
  readonly #workers: MortalWorker[] = [];
  #priya!: Somebody;
  #lena!: Somebody;
  #judge!: Judge;
  /** It begins at some hour of a day in a January to come. */
  #now: number;

  constructor(private readonly seed: number) {
    this.#chance = createChance(seed);
    this.#service = new MailService(this.#chance);
    this.#uuid = uuidsOf(seed);
    const start = Date.UTC(new Date().getUTCFullYear() + 1, 0, 10);
    this.#now = start + this.#chance.below(24) * hour;
  }

  /** Gives what was wrong with the day's mail. */
  async live(): Promise<string[]> {
    await this.#begin(Date.now());
    for (let step = 4 + this.#chance.below(6); step > 0; step--) {
      await this.#act();
      if (this.#chance.next() < 0.5) await this.#strike();
      this.#now += this.#chance.pick([second, 9 * second, 3 * minute, hour, 5 * hour]);
      await this.#strike();
    }
    await this.#calm();
    await historyIsWhole(this.#priya);
    return this.#judge.wrongs;
  }

  /** What came of it, and how many Workers died where. */
  get sum(): Record<string, number> {
    const deaths = moments.map(
      (at) => [`died:${at}`, this.#workers.filter((one) => one.diedAt === at).length] as const,
    );
    return { ...this.#judge.sum, tries: this.#service.tries.length, ...Object.fromEntries(deaths) };
  }

  /** The people are there since today, so that their sessions hold. */
  #begin(today: number): Promise<void> {
    return within(this.#realm(null), async () => {
      const school = await makeSchool("Oakfield High", "NG7 5PN", today);
      this.#priya = await makePerson(school, "Priya Shah", "owner", "headteacher", today);
      this.#lena = await makePerson(school, "Lena Brand", "editor", "teacher", today);
      this.#judge = new Judge(school, this.#service.tries);
    });
  }

  /** Somebody does something, and what mail of it may leave at once does. */
  async #act(): Promise<void> {
    const { invites } = await readBooks(this.#priya.school);
    const doing = nextDoing(this.#chance, [...invites.values()], this.#lena);
    await this.#run(1, (worker, waitUntil) => doing(this.#actOf(worker, waitUntil)));
  }

  /** The clocks strike, now and then for two Workers at once. */
  async #strike(): Promise<void> {
    const howMany = this.#chance.isLucky(0.15) ? 2 : 1;
    const [school, now] = [this.#priya.school, this.#now];
    await this.#run(howMany, async ({ env }) => {
      for (const clock of clocks) await clock.run(env, school, now);
    });
  }

  /** Everything works again, until nothing is due. */
  async #calm(): Promise<void> {
    this.#chance.quieten();
    const [start, end] = [this.#now, this.#now + 48 * hour];
    for (let turns = 0; turns < 200; turns++) {
      const due = await nextDue(bindings, this.#priya.school);
      if (due === null || due > end) return this.#judge.conclude(start);
      this.#now = Math.max(due, this.#now);
      await this.#strike();
    }
    this.#judge.wrongs.push("no end of what is due");
  }

  /** Workers do their work side by side, each until it is done or they are dead. */
  async #run(howMany: number, work: Work): Promise<void> {
    this.#service.trouble = this.#chance.pick([0, 0.3, 0.7, 1]);
    const workers = Array.from({ length: howMany }, () => this.#newWorker());
    await Promise.all(
      workers.map((worker) =>
        within(this.#realm(worker), () => Promise.race([toTheEnd(worker, work), worker.death])),
      ),
    );
    this.#workers.push(...workers);
    await this.#judge.look(workers, this.#now);
  }

  #newWorker(): MortalWorker {
    const isMortal = this.#chance.isLucky(0.5);
    const at = this.#chance.pick(moments);
    const nth = 1 + this.#chance.below(at === "trip" ? 12 : 2);
    return new MortalWorker(isMortal ? { at, nth } : null, {
      MAILBOX: undefined,
      MAILCHANNELS_API_KEY: "key-of-the-tests",
      MAILCHANNELS_BASE_URL: `https://day-${this.seed}.example`,
      MAIL_FROM: "Staffroom <post@staffroom.test>",
      ROOM: silent,
    });
  }

  #realm(worker: MortalWorker | null): Realm {
    return {
      now: () => this.#now,
      uuid: this.#uuid,
      fetch: (_, init) => this.#service.take(init, this.#now, present(worker)),
    };
  }

  #actOf({ env }: MortalWorker, waitUntil: PersonAct["waitUntil"]): PersonAct {
    const { id, school } = this.#priya;
    const actor = { right: "role", school, id, role: "owner", may: "invite" } as const;
    return { env, settings: present(settings(bindings)), now: this.#now, school, actor, waitUntil };
  }
}

/** Does the work, and what it leaves behind. */
async function toTheEnd(worker: MortalWorker, work: Work): Promise<void> {
  const behind: Promise<unknown>[] = [];
  await work(worker, (promise) => void behind.push(promise));
  for (let next = behind.shift(); next; next = behind.shift()) await next;
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error("There is none.");
  return value;
}

/** Nobody is in the room. */
const silent = {
  getByName: () => ({ ring: async () => undefined, mailQueued: async () => undefined }),
} as unknown as Env["ROOM"];
