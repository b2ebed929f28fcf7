import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { schools } from "#db/schema";
import { api } from "#worker/api";
import worker from "#worker/index";
import { despite } from "../../history.ts";
import { filledIn, submit, tokenOf } from "../../links.ts";
import { ask, bindings, origin } from "../../people.ts";

afterEach(() => {
  vi.useRealTimers();
});

let houses = 0;
let house: string;
beforeEach(() => {
  houses += 1;
  house = `192.0.2.${houses}`;
});

function register(details: object, headers: Record<string, string> = {}): Promise<Response> {
  return ask("/api/schools", {
    method: "POST",
    body: JSON.stringify({ name: "Elmwood Academy", postcode: "m1 1ae", ...details }),
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": house,
      ...headers,
    },
  });
}

async function invitesTo(email: string) {
  const { results } = await bindings.DB.prepare(
    "select id, school_id as school, role, status from invites where canonical_email = ?",
  )
    .bind(email)
    .all<{ id: string; school: string; role: string; status: string }>();
  return results;
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

describe("registering a school [S1]", () => {
  it("mails the first Owner an ordinary set-up link, which makes them Owner", async () => {
    expect((await register({ email: "Head@elmwood.example" })).status).toBe(202);
    const [sent] = await invitesTo("head@elmwood.example");
    expect(sent).toMatchObject({ role: "owner", status: "pending" });
    const answer = await submit(
      tokenOf(sent as { id: string }),
      filledIn({ username: "m11ae_head" }),
    );
    expect(answer.status).toBe(303);
    const Cookie = /__Host-session=[^;]+/.exec(answer.headers.get("Set-Cookie") ?? "")?.[0] ?? "";
    const who = (await (await ask("/api/session", { headers: { Cookie } })).json()) as {
      memberships: object[];
    };
    expect(who.memberships).toMatchObject([{ schoolName: "Elmwood Academy", role: "owner" }]);
    const school = (await (
      await ask(`/api/schools/${sent?.school}`, { headers: { Cookie } })
    ).json()) as { school: object };
    expect(school.school).toMatchObject({ name: "Elmwood Academy", postcode: "M1 1AE" });
    const events = (await (
      await ask(`/api/schools/${sent?.school}/events?since=0`, { headers: { Cookie } })
    ).json()) as {
      events: { kind: string; command: string }[];
    };
    expect(events.events.slice(0, 2).map((event) => event.kind)).toEqual([
      "school.registered",
      "invite.sent",
    ]);
    expect(events.events[0]?.command).toBe(events.events[1]?.command);
  });

  it("answers the same whatever became of it, and makes three a day for one e-mail", async () => {
    const answers = [];
    for (let i = 0; i < 5; i++)
      answers.push(
        await register({ email: "eager@elmwood.example" }, { "CF-Connecting-IP": `198.18.0.${i}` }),
      );
    answers.push(await register({ email: "other@elmwood.example" }));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await invitesTo("eager@elmwood.example")).toHaveLength(3);
  });

  it("limits that answer success: a trust's fourth school of the day gets its mail, and an address over its budget is told so", async () => {
    for (let i = 0; i < 20; i++) {
      expect((await register({ email: `office${i}@elmwood.example` })).status).toBe(202);
      expect(await invitesTo(`office${i}@elmwood.example`)).toHaveLength(1);
    }
    const refused = await register({ email: "one-more@elmwood.example" });
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: "too_many_attempts" });
    const page = await ask("/register", {
      method: "POST",
      body: "name=Elmwood+Academy&postcode=M1+1AE&email=one-more@elmwood.example",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: origin,
        "CF-Connecting-IP": house,
      },
    });
    expect(page.status).toBe(429);
    expect(await page.text()).toMatch(/Try again tomorrow.*one-more@elmwood.example/s);
    expect(await invitesTo("one-more@elmwood.example")).toEqual([]);
    expect(
      (await register({ email: "one-more@elmwood.example" }, { "CF-Connecting-IP": "198.18.1.1" }))
        .status,
    ).toBe(202);
    expect(await invitesTo("one-more@elmwood.example")).toHaveLength(1);
  });

  it("refuses names that are adverts and postcodes that are none", async () => {
    const answer = await register({
      name: "Cheap pills at evil.com",
      postcode: "nowhere",
      email: "x",
    });
    expect(answer.status).toBe(422);
    expect(Object.keys(((await answer.json()) as { fields: object }).fields).sort()).toEqual([
      "email",
      "name",
      "postcode",
    ]);
  });

  it("is closed when the deployment says so, but not for the very first school", async () => {
    const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
    const closed = { ...bindings, REGISTRATION: undefined };
    const send = (email: string) =>
      api.fetch(
        new Request(`${origin}/api/schools`, {
          method: "POST",
          body: JSON.stringify({ name: "First School", postcode: "M1 1AE", email }),
          headers: {
            "Content-Type": "application/json",
            Origin: origin,
            "CF-Connecting-IP": house,
          },
        }),
        closed,
        context,
      );
    expect((await send("late@elmwood.example")).status).toBe(403);
    const tables = ["mails", "invites", "memberships", "schools"];
    await despite(
      "schools_refuse_delete",
      ...tables.map((table) => bindings.DB.prepare(`delete from ${table}`)),
    );
    expect((await send("first@elmwood.example")).status).toBe(202);
    expect(await invitesTo("first@elmwood.example")).toHaveLength(1);
    expect((await send("second@elmwood.example")).status).toBe(403);
  });

  it("lets a dead link renew itself while nobody owns the school, three times, to the same address", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await register({ email: "slow@elmwood.example" });
    const [sent] = await invitesTo("slow@elmwood.example");
    const renew = (generation: number) =>
      submit(tokenOf(sent as { id: string }, generation), { renew: "yes" });
    for (let generation = 1; generation <= 3; generation++) {
      vi.setSystemTime(Date.now() + 25 * 3600_000);
      const page = await ask(`/accept/${tokenOf(sent as { id: string }, generation)}`);
      expect([page.status, (await page.text()).includes('name="renew"')]).toEqual([410, true]);
      expect((await renew(generation)).status).toBe(410);
      expect((await ask(`/accept/${tokenOf(sent as { id: string }, generation + 1)}`)).status).toBe(
        200,
      );
    }
    vi.setSystemTime(Date.now() + 25 * 3600_000);
    await renew(4);
    expect((await ask(`/accept/${tokenOf(sent as { id: string }, 4)}`)).status).toBe(410);
    expect((await ask(`/accept/${tokenOf(sent as { id: string }, 5)}`)).status).toBe(410);
  });

  it("never renews by being looked at, nor once somebody owns the school", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await register({ email: "owned@elmwood.example" });
    const [sent] = await invitesTo("owned@elmwood.example");
    expect((await submit(tokenOf(sent as { id: string }), filledIn())).status).toBe(303);
    vi.setSystemTime(Date.now() + 25 * 3600_000);
    const page = await (await ask(`/accept/${tokenOf(sent as { id: string })}`)).text();
    expect(page).not.toContain('name="renew"');
    await submit(tokenOf(sent as { id: string }), { renew: "yes" });
    expect((await invitesTo("owned@elmwood.example"))[0]?.status).toBe("accepted");
  });

  it("removes a school that nobody owned for seven days, with its invites and history, and no other", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await register({ email: "ghost@elmwood.example" });
    await register({ email: "real@elmwood.example" });
    const [[ghost], [real]] = [
      await invitesTo("ghost@elmwood.example"),
      await invitesTo("real@elmwood.example"),
    ];
    expect((await submit(tokenOf(real as { id: string }), filledIn())).status).toBe(303);
    const ids = async () =>
      (await open(bindings.DB).select({ id: schools.id }).from(schools)).map((row) => row.id);
    vi.setSystemTime(Date.now() + 7 * 24 * 3600_000 - 60_000);
    await sweep();
    expect(await ids()).toContain(ghost?.school);
    vi.setSystemTime(Date.now() + 61_000);
    await sweep();
    expect(await ids()).not.toContain(ghost?.school);
    expect(await ids()).toContain(real?.school);
    for (const table of ["events", "invites", "mails"]) {
      expect(
        await bindings.DB.prepare(`select count(*) as n from ${table} where school_id = ?`)
          .bind(ghost?.school)
          .first("n"),
        table,
      ).toBe(0);
    }
  });

  it("asks on the page once about an address that looks mistyped, and takes it where it is meant", async () => {
    const send = (fields: Record<string, string>) =>
      ask("/register", {
        method: "POST",
        body: new URLSearchParams({ name: "Ashwood School", postcode: "M1 1AE", ...fields }),
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          Origin: origin,
          "CF-Connecting-IP": house,
        },
      });
    const asked = await send({ email: "Ashwood.Head@gmial.com" });
    expect(asked.status).toBe(422);
    const page = await asked.text();
    expect(page).toContain("Do you mean Ashwood.Head@gmail.com?");
    expect(page).toContain('value="Ashwood.Head@gmial.com"');
    expect(await invitesTo("ashwood.head@gmial.com")).toEqual([]);
    const meant = /name="meant" value="([^"]+)"/.exec(page)?.[1] ?? "";
    // Another slip is asked about anew.
    expect((await send({ email: "ashwood@hotmial.com", meant })).status).toBe(422);
    expect((await send({ email: "Ashwood.Head@gmial.com", meant })).status).toBe(202);
    expect(await invitesTo("ashwood.head@gmial.com")).toHaveLength(1);
    expect((await send({ email: "ashwood.head@gmail.com" })).status).toBe(202);
  });
});
