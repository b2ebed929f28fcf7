import { runDurableObjectAlarm } from "cloudflare:test";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { invites, mails, memberships, recoveries, schools, users } from "#db/schema";
import { linkNumber, type PublicRecovery, type RecoveryHolder } from "#domain/recoveries";
import { hashPassword } from "#worker/accounts/sessions";
import { settings } from "#worker/env";
import { nextDue, schoolsDue } from "#worker/events/due";
import worker from "#worker/index";
import { signLink } from "#worker/links";
import { campaignOf } from "#worker/mail/webhooks/campaign";
import { sent } from "#worker/mail/writing/compose";
import { recoverDue } from "#worker/recovery/end";
import { historyIsWhole } from "../../history.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { Deployment, linksIn } from "../../outbox.ts";
import { ask, bindings, type Cast, cast, makePerson, origin, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";
import { Teller } from "../../webhooks.ts";

const hour = 3600_000;
const day = 24 * hour;
const head = "head@oakfield.example";
const deputy = "deputy@oakfield.example";

let people: Cast;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  people = await cast(Date.now());
});
afterEach(() => {
  vi.useRealTimers();
});

/** The recovery addresses as they count by now. */
async function addressesAre(
  headteacherEmail: string | null,
  deputyEmail: string | null = null,
  school = people.oakfield,
) {
  await open(bindings.DB)
    .update(schools)
    .set({ headteacherEmail, deputyEmail })
    .where(eq(schools.id, school));
}

async function asks(by: Somebody): Promise<PublicRecovery> {
  const answer = await by.call("POST", "/recoveries");
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { recovery: PublicRecovery }).recovery;
}

async function latest(by: Somebody): Promise<PublicRecovery | null> {
  return ((await (await by.get("/recoveries")).json()) as { recovery: PublicRecovery | null })
    .recovery;
}

function linkOf({ id }: { id: string }, holder: RecoveryHolder = "headteacher"): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return signLink(found.linkKeys, "recovery", id, linkNumber(holder));
}

function confirms(
  token: string,
  postcode = "ng7 5pn",
  headers: Record<string, string> = { Origin: "null" },
): Promise<Response> {
  return ask(`/recovery/${token}`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ postcode }).toString(),
  });
}

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const passes = (time: number) => vi.setSystemTime(Date.now() + time);

function mailsAbout(subjectId: string) {
  return open(bindings.DB).select().from(mails).where(eq(mails.subjectId, subjectId));
}

async function ownersInvites() {
  return open(bindings.DB)
    .select()
    .from(invites)
    .where(and(eq(invites.schoolId, people.oakfield), eq(invites.role, "owner")));
}

async function signsIn(person: Somebody, password: string): Promise<Response> {
  const [{ username } = { username: "" }] = await open(bindings.DB)
    .select()
    .from(users)
    .where(eq(users.id, person.id));
  const headers = {
    "Content-Type": "application/json",
    Origin: origin,
    "CF-Connecting-IP": `203.2.0.${Math.ceil(Math.random() * 250)}`,
  };
  return ask("/api/session", {
    method: "POST",
    body: JSON.stringify({ username, password }),
    headers,
  });
}

async function sweep(): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  const context = {
    waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
  } as unknown as ExecutionContext;
  worker.scheduled(
    { cron: "* * * * *", scheduledTime: Date.now(), noRetry() {} },
    bindings,
    context,
  );
  await Promise.all(waiting);
}

describe("recovery of a school whose Owners have lost access [A14]", () => {
  it("goes from Tom's request over the headteacher's confirmation to a new Owner's account", async () => {
    await addressesAre(head, deputy);
    const recovery = await asks(people.tom);
    expect(recovery).toMatchObject({
      status: "asked",
      askedBy: { id: people.tom.id, name: "Tom Mills" },
      confirmedAt: null,
    });
    expect((await confirms(linkOf(recovery))).status).toBe(200);
    const confirmed = await latest(people.tom);
    expect(confirmed).toMatchObject({ status: "confirmed", confirmedBy: "headteacher" });
    expect(Date.parse(confirmed?.dueAt ?? "")).toBe(Date.now() + 72 * hour);

    passes(72 * hour - 1);
    expect(await recoverDue(bindings, people.oakfield, Date.now())).toEqual([]);
    expect(await ownersInvites()).toEqual([]);
    passes(1);
    await recoverDue(bindings, people.oakfield, Date.now());
    const [sent, ...others] = await ownersInvites();
    expect([sent, others.length]).toMatchObject([
      { email: head, invitedById: null, status: "pending" },
      0,
    ]);
    expect((await mailsAbout(sent?.id ?? "")).map((mail) => [mail.kind, mail.recipient])).toEqual([
      ["invite", head],
    ]);
    await people.tom.returns();
    expect(await latest(people.tom)).toMatchObject({ status: "granted", dueAt: null });

    expect(
      (
        await submit(
          tokenOf(sent ?? { id: "" }),
          filledIn({ givenName: "Hana", familyName: "Head" }),
        )
      ).status,
    ).toBe(303);
    const owners = await open(bindings.DB)
      .select()
      .from(memberships)
      .where(and(eq(memberships.schoolId, people.oakfield), eq(memberships.role, "owner")));
    expect(owners).toHaveLength(2);
    await historyIsWhole(people.tom);
  });

  it("tells every Owner and Admin by mail, nobody else, and the recovery addresses by a mail of their own", async () => {
    await addressesAre(head, deputy);
    const { id } = await asks(people.tom);
    const rows = await mailsAbout(id);
    const [priya, tom, ade] = await Promise.all(
      [people.priya, people.tom, people.ade].map(async ({ id: of }) => {
        const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, of));
        return row?.canonicalEmail;
      }),
    );
    const to = (kind: string) =>
      rows.filter((mail) => mail.kind === kind).map((mail) => mail.recipient);
    expect(to("recovery_asked").sort()).toEqual([priya, tom, ade].sort());
    expect(to("recovery").sort()).toEqual([deputy, head]);
    await vi.waitFor(async () =>
      expect((await mailsAbout(id)).map((mail) => mail.status)).toEqual(Array(5).fill("sent")),
    );
    const texts = new Map(
      (await sent(bindings, {})).reverse().map((mail) => [`${mail.kind} ${mail.to}`, mail.text]),
    );
    expect(linksIn(texts.get(`recovery ${head}`) ?? "")).toEqual([
      `${origin}/recovery/${linkOf({ id })}`,
    ]);
    expect(linksIn(texts.get(`recovery ${deputy}`) ?? "")).toEqual([
      `${origin}/recovery/${linkOf({ id }, "deputy")}`,
    ]);
    const notice = texts.get(`recovery_asked ${ade}`) ?? "";
    expect(linksIn(notice)).toEqual([`${origin}/s/${people.oakfield}/access`]);
    expect(notice).toContain("Tom Mills asked on");
  });

  it("is seen live by Priya and Ade, and by no Editor or Viewer, in frames, events or snapshot", async () => {
    vi.useRealTimers();
    await addressesAre(head);
    const [priya, ade, lena] = await Promise.all(
      [people.priya, people.ade, people.lena].map((person) => watch(person)),
    );
    const { id } = await asks(people.tom);
    for (const window of [priya, ade])
      await window?.until((w) => w.events.some((event) => event.kind === "recovery.asked"));
    expect((await confirms(linkOf({ id }))).status).toBe(200);
    await priya?.until((w) => w.events.some((event) => event.kind === "recovery.confirmed"));
    expect(priya?.texts.join()).not.toContain(head);
    expect(lena?.events.filter((event) => event.kind.startsWith("recovery."))).toEqual([]);
    const events = (await (await people.lena.get("/events?since=0")).json()) as {
      events: { kind: string }[];
    };
    expect(events.events.filter((event) => event.kind.startsWith("recovery."))).toEqual([]);
    const snapshotOf = async (person: Somebody) =>
      (await (await person.get("/snapshot")).json()) as {
        recovery: unknown;
        school: Record<string, unknown>;
      };
    expect(await snapshotOf(people.ade)).toMatchObject({
      recovery: { id, status: "confirmed" },
      school: { headteacherEmail: head },
    });
    for (const person of [people.lena, people.rene]) {
      const seen = await snapshotOf(person);
      expect([seen.recovery, Object.keys(seen.school).sort()]).toEqual([
        null,
        [
          "address",
          "contactEmail",
          "groupsAtRollOver",
          "id",
          "lastYear",
          "logo",
          "mailDomains",
          "name",
          "phone",
          "postcode",
          "pupilsKeptMonths",
          "reminders",
          "timeZone",
          "version",
        ],
      ]);
      expect(await (await person.get("")).text()).not.toContain(head);
      for (const answer of [
        await person.call("POST", "/recoveries"),
        await person.get("/recoveries"),
      ])
        expect(answer.status).toBe(403);
    }
    for (const window of [priya, ade, lena]) window?.socket.close();
  });

  it("tells Priya and Ade live that a mail of it has bounced, never whose, and no Editor, Viewer or Ngozi", async () => {
    vi.useRealTimers();
    const { priya, ade, lena, rene, ngozi } = people;
    await addressesAre(head, deputy);
    const { id } = await asks(people.tom);
    const mail = (await mailsAbout(id)).find(({ recipient }) => recipient === deputy);
    const windows = await Promise.all([priya, ade, lena, rene, ngozi].map((one) => watch(one)));
    const [owner, admin, ...others] = windows;
    const teller = new Teller(new Deployment());
    const bounced = { event: "hard-bounced", status: "550", reason: "5.1.1 no such user" };
    const campaign_id = campaignOf(mail?.id ?? "");
    expect(await teller.tell([{ ...bounced, campaign_id, recipients: [deputy] }])).toBe(200);
    for (const window of [owner, admin]) {
      await window?.until(({ events }) => events.some(({ kind }) => kind === "recovery.delivery"));
      expect(window?.events.at(-1)).toMatchObject({
        kind: "recovery.delivery",
        actor: null,
        changes: { delivery: [null, "bounced"] },
        recovery: { id },
      });
    }
    for (const window of windows) expect(window.texts.join()).not.toContain(deputy);
    for (const window of others) expect(window.events).toEqual([]);
    const kindsFor = async (person: Somebody) => {
      const answer = await person.get("/events?since=0");
      return ((await answer.json()) as { events: { kind: string }[] }).events.map(
        ({ kind }) => kind,
      );
    };
    expect(await kindsFor(priya)).toContain("recovery.delivery");
    for (const person of [lena, rene, ngozi])
      expect(await kindsFor(person)).not.toContain("recovery.delivery");
    expect((await latest(ade))?.status).toBe("asked");
    await historyIsWhole(ade);
    for (const { socket } of windows) socket.close();
  });

  it("is nothing to Ngozi of another school", async () => {
    await addressesAre(head);
    const { id } = await asks(people.tom);
    const foreign = await people.ngozi.call("PUT", `/recoveries/${id}/cancellation`);
    const unknown = await people.ngozi.call(
      "PUT",
      `/recoveries/${crypto.randomUUID()}/cancellation`,
    );
    expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
    expect(await latest(people.ngozi)).toBeNull();
    expect(await latest(people.tom)).toMatchObject({ status: "asked" });
  });

  it("cannot be asked for where no address counts, and says who can set one", async () => {
    const answer = await people.tom.call("POST", "/recoveries");
    const problem = (await answer.json()) as { code: string; detail: string };
    expect([answer.status, problem.code]).toEqual([409, "no_recovery_address"]);
    expect(problem.detail).toContain("Only an Owner can set one");
  });

  it("is asked for three times a day at most, and one at a time", async () => {
    await addressesAre(head);
    for (let i = 0; i < 3; i++) {
      const { id } = await asks(people.tom);
      expect(await codeOf(await people.ade.call("POST", "/recoveries"))).toBe("recovery_open");
      expect((await people.priya.call("PUT", `/recoveries/${id}/cancellation`)).status).toBe(200);
    }
    expect((await people.ade.call("POST", "/recoveries")).status).toBe(429);
    passes(day);
    await people.ade.returns();
    expect((await people.ade.call("POST", "/recoveries")).status).toBe(201);
  });

  it("is asked for once when Tom and Ade ask at the same moment", async () => {
    await addressesAre(head);
    const answers = await Promise.all([
      people.tom.call("POST", "/recoveries"),
      people.ade.call("POST", "/recoveries"),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const rows = await open(bindings.DB)
      .select()
      .from(recoveries)
      .where(eq(recoveries.schoolId, people.oakfield));
    expect(rows).toHaveLength(1);
    await historyIsWhole(people.tom);
  });

  it("is asked for once for one Idempotency-Key", async () => {
    await addressesAre(head);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => people.tom.call("POST", "/recoveries", undefined, key)),
    );
    const ids = await Promise.all(
      answers.map(
        async (answer) => ((await answer.json()) as { recovery: { id: string } }).recovery?.id,
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("the link to a recovery address", () => {
  it("changes nothing when a scanner fetches it or presses its button", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await ask(`/recovery/${linkOf(recovery)}`, { method });
      expect([
        page.status,
        page.headers.get("Cache-Control"),
        page.headers.get("Referrer-Policy"),
      ]).toEqual([200, "no-store", "no-referrer"]);
    }
    expect((await confirms(linkOf(recovery), "")).status).toBe(422);
    expect((await confirms(linkOf(recovery), "LS2 9JT")).status).toBe(422);
    expect(await latest(people.tom)).toMatchObject({ status: "asked", version: 1 });
  });

  it("works once, and says afterwards what has become of it", async () => {
    await addressesAre(head, deputy);
    const recovery = await asks(people.tom);
    expect((await confirms(linkOf(recovery, "deputy"))).status).toBe(200);
    for (const holder of ["headteacher", "deputy"] as const) {
      const page = await confirms(linkOf(recovery, holder));
      expect([page.status, /<h1>([^<]*)/.exec(await page.text())?.[1]]).toEqual([
        410,
        "This is confirmed already",
      ]);
    }
    await people.priya.call("PUT", `/recoveries/${recovery.id}/cancellation`);
    expect(await (await ask(`/recovery/${linkOf(recovery)}`)).text()).toContain(
      "An Owner has stopped this",
    );
  });

  it("works once when both holders confirm several times at the same moment, and so does an Owner's Cancel", async () => {
    await addressesAre(head, deputy);
    const recovery = await asks(people.tom);
    const links = [1, 2, 3].flatMap(() => [linkOf(recovery), linkOf(recovery, "deputy")]);
    const answers = await Promise.all(links.map((link) => confirms(link)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
    const cancelling = () => people.priya.call("PUT", `/recoveries/${recovery.id}/cancellation`);
    const cancelled = await Promise.all([cancelling(), cancelling(), cancelling()]);
    expect(cancelled.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const { events } = (await (await people.priya.get("/events?since=0")).json()) as {
      events: { kind: string }[];
    };
    const kinds = events.map((event) => event.kind).filter((kind) => kind.startsWith("recovery."));
    expect(kinds).toEqual(["recovery.asked", "recovery.confirmed", "recovery.cancelled"]);
  });

  it("dies after 72 hours exactly, and the recovery lapses by the clock", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    passes(72 * hour);
    expect((await confirms(linkOf(recovery))).status).toBe(410);
    await sweep();
    await people.tom.returns();
    expect(await latest(people.tom)).toMatchObject({ status: "lapsed", dueAt: null });
  });

  it("is nothing when forged, of another purpose, or of an address that was never asked", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    const good = linkOf(recovery);
    const sent = await invite(people.priya);
    for (const bad of [
      "nonsense",
      `${good}x`,
      good.slice(0, -1),
      tokenOf(sent),
      linkOf(recovery, "deputy"),
      linkOf({ id: "none" }),
    ]) {
      expect([(await ask(`/recovery/${bad}`)).status, (await confirms(bad)).status], bad).toEqual([
        404, 404,
      ]);
    }
    expect((await ask(`/accept/${good}`)).status).toBe(404);
    expect((await ask(`/reset/${good}`)).status).toBe(404);
    const foreign = await confirms(good, "NG7 5PN", { Origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(await latest(people.tom)).toMatchObject({ status: "asked" });
  });

  it("is in no table, event or answer", async () => {
    await addressesAre(head, deputy);
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    const everything: unknown[] = [];
    const { results: tables } = await bindings.DB.prepare(
      "select name from sqlite_master where type = 'table'",
    ).all<{
      name: string;
    }>();
    for (const { name } of tables) {
      if (!/^(_|sqlite)/.test(name))
        everything.push((await bindings.DB.prepare(`select * from "${name}"`).all()).results);
    }
    for (const path of ["/snapshot", "/events?since=0", "/recoveries"])
      everything.push(await (await people.priya.get(path)).text());
    const haystack = JSON.stringify(everything);
    expect(haystack).toContain(recovery.id);
    for (const holder of ["headteacher", "deputy"] as const)
      expect(haystack).not.toContain(linkOf(recovery, holder).split(".").at(-1));
  });
});

describe("an Owner who can sign in after all", () => {
  const password = "long enough 9";

  it("cancels it by signing in, asked or confirmed, at the schools they own and no other", async () => {
    const olga = await makePerson(
      people.oakfield,
      "Olga Own",
      "owner",
      "headteacher",
      Date.now(),
      await hashPassword(password),
    );
    await addressesAre(head);
    await addressesAre(head, null, people.fernhill);
    const other = await asks(people.ngozi);
    const recovery = await asks(people.tom);
    expect((await signsIn(olga, "wrong password 1")).status).toBe(401);
    expect(await latest(people.tom)).toMatchObject({ status: "asked" });
    expect((await signsIn(olga, password)).status).toBe(201);
    expect(await latest(people.tom)).toMatchObject({ id: recovery.id, status: "cancelled" });
    const again = await asks(people.tom);
    await confirms(linkOf(again));
    expect((await signsIn(olga, password)).status).toBe(201);
    expect(await latest(people.tom)).toMatchObject({ id: again.id, status: "cancelled" });
    passes(73 * hour);
    await sweep();
    expect(await ownersInvites()).toEqual([]);
    await people.ngozi.returns();
    expect(await latest(people.ngozi)).toMatchObject({ id: other.id, status: "lapsed" });
  });

  it("is not an Admin who signs in, nor an Owner who has left", async () => {
    const hash = await hashPassword(password);
    const ann = await makePerson(
      people.oakfield,
      "Ann Admin",
      "admin",
      "technician",
      Date.now(),
      hash,
    );
    const gone = await makePerson(
      people.oakfield,
      "Gus Gone",
      "owner",
      "headteacher",
      Date.now(),
      hash,
    );
    await open(bindings.DB)
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, gone.id));
    await addressesAre(head);
    await asks(people.tom);
    expect((await signsIn(ann, password)).status).toBe(201);
    expect((await signsIn(gone, password)).status).toBe(401);
    expect(await latest(people.tom)).toMatchObject({ status: "asked" });
  });

  it("may be one who has only now accepted an Owner's invite", async () => {
    await addressesAre(head);
    const sent = await invite(people.priya, { role: "owner", staffType: "headteacher" });
    await asks(people.tom);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
    expect(await latest(people.tom)).toMatchObject({ status: "cancelled" });
  });

  it("wins against a confirmation at the same moment, in whichever order they arrive", async () => {
    const olga = await makePerson(
      people.oakfield,
      "Olga Own",
      "owner",
      "headteacher",
      Date.now(),
      await hashPassword(password),
    );
    await addressesAre(head);
    for (let round = 0; round < 3; round++) {
      const recovery = await asks(people.tom);
      const [signedIn, confirmed] = await Promise.all([
        signsIn(olga, password),
        confirms(linkOf(recovery)),
      ]);
      expect(signedIn.status).toBe(201);
      expect([200, 410]).toContain(confirmed.status);
      expect(await latest(people.tom)).toMatchObject({ id: recovery.id, status: "cancelled" });
    }
    await historyIsWhole(people.tom);
  });

  it("wins or loses against the clock as a whole, and is told which", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    passes(72 * hour);
    await people.priya.returns();
    const [cancelled] = await Promise.all([
      people.priya.call("PUT", `/recoveries/${recovery.id}/cancellation`),
      recoverDue(bindings, people.oakfield, Date.now()),
    ]);
    const status = (await latest(people.priya))?.status;
    expect([cancelled.status, status, (await ownersInvites()).length]).toEqual(
      status === "cancelled" ? [200, "cancelled", 0] : [409, "granted", 1],
    );
  });

  it("may press Cancel twice; Tom may not at all", async () => {
    await addressesAre(head);
    const { id } = await asks(people.tom);
    expect((await people.tom.call("PUT", `/recoveries/${id}/cancellation`)).status).toBe(403);
    for (let i = 0; i < 2; i++)
      expect((await people.priya.call("PUT", `/recoveries/${id}/cancellation`)).status).toBe(200);
    const [row] = await open(bindings.DB).select().from(recoveries).where(eq(recoveries.id, id));
    expect(row).toMatchObject({ version: 2, headteacherEmail: null, deputyEmail: null });
  });
});

describe("the clock of a recovery", () => {
  it("is in the room's alarm and the cron's list, and both at once let one Owner in", async () => {
    // A mailbox that nobody has had mail in yet: the others' has no room for more within the hour.
    await addressesAre("office@oakfield.example");
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    const { dueAt } = (await latest(people.tom)) ?? {};
    // Waiting moves the clock, but not what is written.
    await vi.waitFor(async () =>
      expect((await mailsAbout(recovery.id)).every((mail) => mail.dueAt === null)).toBe(true),
    );
    expect(await nextDue(bindings, people.oakfield)).toBe(Date.parse(dueAt ?? ""));
    passes(72 * hour);
    expect(await schoolsDue(bindings, Date.now())).toContain(people.oakfield);
    await Promise.all([
      recoverDue(bindings, people.oakfield, Date.now()),
      recoverDue(bindings, people.oakfield, Date.now()),
      sweep(),
    ]);
    expect(await ownersInvites()).toHaveLength(1);
    await people.tom.returns();
    await historyIsWhole(people.tom);
  });

  it("rings the room's alarm with no request at all, and Tom, who is watching, sees the new Owner invited", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    passes(72 * hour);
    const window = await watch(await people.tom.returns());
    await runDurableObjectAlarm(bindings.ROOM.getByName(people.oakfield));
    await window.until(
      (w) => w.events.some((event) => event.kind === "recovery.granted"),
      "the end of the recovery",
    );
    expect((await ownersInvites()).map((each) => each.status)).toEqual(["pending"]);
    window.socket.close();
  });

  it("replaces an invite that is pending for the address", async () => {
    await addressesAre(head);
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    passes(72 * hour - hour);
    await people.tom.returns();
    const editor = await invite(people.tom, { email: "HEAD@oakfield.example", role: "editor" });
    passes(hour);
    await recoverDue(bindings, people.oakfield, Date.now());
    const [old] = await open(bindings.DB).select().from(invites).where(eq(invites.id, editor.id));
    expect([old?.status, (await ownersInvites()).map((each) => each.status)]).toEqual([
      "revoked",
      ["pending"],
    ]);
    await historyIsWhole(people.tom);
  });

  it("makes the account an Owner's that has the confirmed address at the school already, and tells it so", async () => {
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, people.lena.id));
    await addressesAre(row?.email ?? null);
    await open(bindings.DB)
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, people.lena.id));
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    passes(72 * hour);
    await Promise.all([recoverDue(bindings, people.oakfield, Date.now()), sweep()]);
    expect(await ownersInvites()).toEqual([]);
    const [seat] = await open(bindings.DB)
      .select()
      .from(memberships)
      .where(eq(memberships.userId, people.lena.id));
    expect(seat).toMatchObject({ role: "owner", status: "active", version: 2 });
    const told = (await mailsAbout(recovery.id)).filter((mail) => mail.kind === "recovery_granted");
    expect(told.map((mail) => mail.recipient)).toEqual([row?.canonicalEmail]);
    await people.tom.returns();
    await historyIsWhole(people.tom);
  });

  it("does not trust an address that an Admin wrote into an account, for the Admin may know its password", async () => {
    const email = "deputy.head@oakfield.example";
    await addressesAre(email);
    const mole = { email, canonicalEmail: email, emailConfirmedAt: null };
    await open(bindings.DB).update(users).set(mole).where(eq(users.id, people.lena.id));
    const recovery = await asks(people.tom);
    await confirms(linkOf(recovery));
    passes(72 * hour);
    await recoverDue(bindings, people.oakfield, Date.now());
    const [sent] = await ownersInvites();
    expect((await submit(tokenOf(sent ?? { id: "" }), filledIn())).status).toBe(303);
    const [lena] = await open(bindings.DB)
      .select()
      .from(memberships)
      .where(eq(memberships.userId, people.lena.id));
    expect(lena?.role).toBe("editor");
  });
});

describe("the recovery addresses", () => {
  const patch = (by: Somebody, change: object, headers = {}) =>
    by.call("PATCH", "", change, headers);

  it("are Owners' to change, seen by Admins, and count after 14 days", async () => {
    expect((await patch(people.tom, { headteacherEmail: head })).status).toBe(403);
    expect((await patch(people.tom, { name: "Oakfield Hall" })).status).toBe(200);
    for (const by of [people.lena, people.rene])
      expect((await patch(by, { name: "Mine" })).status).toBe(403);
    const answer = await patch(people.priya, {
      headteacherEmail: ` ${head} `,
      deputyEmail: deputy,
    });
    expect(await answer.json()).toMatchObject({
      school: {
        name: "Oakfield Hall",
        headteacherEmail: head,
        headteacherEmailCountsFrom: new Date(Date.now() + 14 * day).toISOString(),
        deputyEmail: deputy,
      },
    });
    expect(await codeOf(await people.tom.call("POST", "/recoveries"))).toBe("no_recovery_address");
    passes(14 * day);
    await people.tom.returns();
    expect((await people.tom.call("POST", "/recoveries")).status).toBe(201);
    await historyIsWhole(people.tom);
  });

  it("are used as they were until then, and the old one is told of the change", async () => {
    await addressesAre(head);
    expect((await patch(people.priya, { headteacherEmail: "thief@evil.example" })).status).toBe(
      200,
    );
    const told = await mailsAbout(people.oakfield);
    expect(told.map((mail) => [mail.kind, mail.recipient])).toEqual([["recovery_address", head]]);
    passes(14 * day - 1);
    await people.tom.returns();
    const { id } = await asks(people.tom);
    expect(
      (await mailsAbout(id))
        .filter((mail) => mail.kind === "recovery")
        .map((mail) => mail.recipient),
    ).toEqual([head]);
    const { events } = (await (await people.tom.get("/events?since=0")).json()) as {
      events: { kind: string; changes: unknown }[];
    };
    expect(events.find((event) => event.kind === "school.changed")?.changes).toEqual({
      headteacherEmail: [null, null],
    });
    const seenByLena = await (await (await people.lena.returns()).get("/events?since=0")).text();
    expect(seenByLena).toContain("school.changed");
    expect(seenByLena).not.toMatch(/headteacherEmail|evil\.example/);
  });

  it("tell both old ones when both change at once", async () => {
    await addressesAre(head, deputy);
    await patch(people.priya, {
      headteacherEmail: null,
      deputyEmail: "new.deputy@oakfield.example",
    });
    expect((await mailsAbout(people.oakfield)).map((mail) => mail.recipient).sort()).toEqual([
      deputy,
      head,
    ]);
  });

  it("start with the address that registered the school, which counts at once", async () => {
    const email = `reg${crypto.randomUUID().slice(0, 6)}@elm.example`;
    const headers = { "Content-Type": "application/json", Origin: origin };
    const body = JSON.stringify({ name: "Elm", postcode: "M1 1AE", email });
    expect((await ask("/api/schools", { method: "POST", body, headers })).status).toBe(202);
    const [row] = await open(bindings.DB)
      .select()
      .from(schools)
      .where(eq(schools.headteacherEmail, email));
    expect(row).toMatchObject({ name: "Elm", headteacherEmailCountsFrom: null });
  });

  it("refuse what is no address, no field, or a version that is no more", async () => {
    for (const bad of [
      { headteacherEmail: "nonsense" },
      { phone: 7 },
      { colour: "red" },
      {},
      { timeZone: "Mars/Olympus" },
      { timeZone: "+01:00" },
    ]) {
      expect((await patch(people.priya, bad)).status, JSON.stringify(bad)).toBe(422);
    }
    expect(
      (await patch(people.priya, { timeZone: "Europe/Jersey" }, { "If-Match": '"1"' })).status,
    ).toBe(200);
    const late = await patch(people.priya, { timeZone: "Europe/London" }, { "If-Match": '"1"' });
    expect([late.status, await codeOf(late)]).toEqual([412, "changed"]);
  });

  it("are written once when nothing differs", async () => {
    await addressesAre(head);
    await patch(people.priya, { headteacherEmail: head.toUpperCase(), name: "Oakfield High" });
    const { seq } = (await (await people.priya.get("/events?since=0")).json()) as { seq: number };
    expect(seq).toBe(0);
  });
});
