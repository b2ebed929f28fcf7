import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { memberships, users } from "#db/schema";
import { SchoolName } from "#domain/schools";
import { household } from "#worker/accounts/limits";
import { hashPassword } from "#worker/accounts/sessions";
import { justBefore } from "../../just-before.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("an offer of a second school", () => {
  async function offered() {
    const { priya, ngozi } = people;
    const password = "correct horse 7 battery";
    const unique = crypto.randomUUID().slice(0, 6);
    const sam = await makePerson(
      ngozi.school,
      "Sam Both",
      "editor",
      "teacher",
      Date.now(),
      await hashPassword(password),
    );
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, sam.id));
    const email = `sam.${unique}@both.example`;
    await open(bindings.DB)
      .update(users)
      .set({ email, canonicalEmail: email })
      .where(eq(users.id, sam.id));
    const offer = await invite(priya, { email, role: "owner" });
    return {
      sam,
      offer,
      take: () => submit(tokenOf(offer), { username: row?.username ?? "", password }),
    };
  }
  const membershipOf = (id: string, school: string) =>
    bindings.DB.prepare("select role, status from memberships where user_id = ? and school_id = ?")
      .bind(id, school)
      .first();

  it("gives nothing when it is withdrawn at the last moment", async () => {
    const { priya, oakfield } = people;
    const { sam, offer, take } = await offered();
    justBefore('insert into "memberships"', () =>
      priya.call("PUT", `/invites/${offer.id}/revocation`),
    );
    const answer = await take();
    expect([answer.status, (await look(priya, offer)).status]).toEqual([410, "revoked"]);
    expect(await membershipOf(sam.id, oakfield)).toBeNull();
  });

  it("gives the role that was changed at the last moment", async () => {
    const { priya, oakfield } = people;
    const { sam, offer, take } = await offered();
    justBefore('insert into "memberships"', () =>
      priya.call(
        "PATCH",
        `/invites/${offer.id}`,
        { role: "viewer" },
        { "If-Match": `"${offer.version}"` },
      ),
    );
    expect((await take()).status).toBe(303);
    expect(await membershipOf(sam.id, oakfield)).toMatchObject({ role: "viewer" });
  });

  it("is taken up once by five submits at once; the others hear that it was used", async () => {
    const { take } = await offered();
    const answers = await Promise.all(Array.from({ length: 5 }, take));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410, 410, 410, 410]);
  });

  it("is taken up by somebody who has left every other school", async () => {
    const { sam, take } = await offered();
    await open(bindings.DB)
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, sam.id));
    expect((await take()).status).toBe(303);
  });
});

describe("a request held open", () => {
  it("does not outlive the session it came with: who asks is asked when all of it is there", async () => {
    const { priya } = people;
    const body = JSON.stringify({ email: "slow@oakfield.example", role: "editor" });
    const { readable, writable } = new FixedLengthStream(body.length);
    const writer = writable.getWriter();
    const answer = priya.ask(`/api/schools/${priya.school}/invites`, {
      method: "POST",
      body: readable,
      headers: { "Content-Type": "application/json" },
    });
    await writer.write(new TextEncoder().encode(body.slice(0, 5)));
    await priya.ask("/api/session", { method: "DELETE" });
    await writer.write(new TextEncoder().encode(body.slice(5)));
    await writer.close();
    expect((await answer).status).toBe(401);
  });
});

describe("what people type", () => {
  it("is measured before it is examined: a megabyte of name meets no pattern", () => {
    const { error } = SchoolName.safeParse("a-".repeat(400_000));
    expect(error?.issues.map((issue) => issue.code)).toEqual(["too_big"]);
  });

  it("must be seen: names of hidden characters are none", async () => {
    const sent = await invite(people.priya);
    expect(
      (await submit(tokenOf(sent), filledIn({ givenName: "\u200b", familyName: "\u200b\u200b" })))
        .status,
    ).toBe(422);
    expect(SchoolName.safeParse("\u200b\u200b").success).toBe(false);
  });

  it("never reaches the log, not even when the database fails with it in hand", async () => {
    const logged = vi.spyOn(console, "log").mockImplementation(() => {});
    const db = env.DB as D1Database;
    const prepare = db.prepare.bind(db);
    vi.spyOn(db, "prepare").mockImplementation((query) => {
      if (/from "users"/.test(query) && /"username" = \?/.test(query))
        return prepare("select no_such_column from users where username = ?");
      return prepare(query);
    });
    const answer = await ask("/api/session", {
      method: "POST",
      body: JSON.stringify({ username: "mysecretpassw0rd", password: "another5ecret" }),
      headers: {
        "Content-Type": "application/json",
        Origin: origin,
        "CF-Connecting-IP": "192.0.2.77",
      },
    });
    expect(answer.status).toBe(500);
    const lines = JSON.stringify(logged.mock.calls);
    expect(lines).toContain("error");
    for (const secret of ["mysecretpassw0rd", "another5ecret"]) {
      expect(lines).not.toContain(secret);
      expect(await answer.clone().text()).not.toContain(secret);
    }
  });

  it("as the next page is a path of ours without control characters", async () => {
    for (const next of ["/%00", "/a%0ab", "/a%7f"])
      expect((await ask(`/sign-in?next=${next}`)).status).toBe(200);
  });

  it("as an address in the headers is never too strange", () => {
    for (const strange of ["1:2:3:4:5:6:7:8:9::1", "::", ":", "fe80::1%eth0", "not an address"])
      expect(typeof household(strange)).toBe("string");
  });
});

describe("signing in again", () => {
  it("ends the session the browser had", async () => {
    const password = "long enough 9";
    const tom = await makePerson(
      people.oakfield,
      "Tom Again",
      "admin",
      "technician",
      Date.now(),
      await hashPassword(password),
    );
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, tom.id));
    const headers = {
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": "192.0.2.98",
      Cookie: tom.cookie,
    };
    const answer = await ask("/api/session", {
      method: "POST",
      body: JSON.stringify({ username: row?.username, password }),
      headers,
    });
    expect(answer.status).toBe(201);
    expect((await tom.ask("/api/session")).status).toBe(401);
  });
});

describe("an Idempotency-Key that outlived its 48 hours unswept", () => {
  it("still answers with what it did", async () => {
    const { priya } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const details = { email: "old.key@oakfield.example", role: "editor" };
    const first = (await (await priya.call("POST", "/invites", details, key)).json()) as {
      invite: { id: string };
    };
    await bindings.DB.prepare("update commands set at = 0").run();
    const again = await priya.call("POST", "/invites", details, key);
    expect([again.status, ((await again.json()) as typeof first).invite.id]).toEqual([
      201,
      first.invite.id,
    ]);
  });
});

describe("undoing a withdrawal", () => {
  it("is too late once another invite to the address is pending", async () => {
    const { priya } = people;
    const first = await invite(priya, { email: "undone@oakfield.example" });
    await priya.call("PUT", `/invites/${first.id}/revocation`);
    await invite(priya, { email: "undone@oakfield.example" });
    const answer = await priya.call("DELETE", `/invites/${first.id}/revocation`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      409,
      "too_late",
    ]);
  });
});

describe("the room", () => {
  const alarm = (school: string) =>
    runInDurableObject(bindings.ROOM.getByName(school), (_, state) => state.storage.getAlarm());

  it("knows from the moment somebody comes in what expires next, though it heard of nothing", async () => {
    const { priya, tom, oakfield } = people;
    const lost = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(() => {
      throw new Error("out of reach");
    });
    const sent = await invite(priya);
    lost.mockRestore();
    vi.useFakeTimers({ toFake: ["Date"] });
    // Sooner than the look that a watched room takes anyhow.
    const soon = Date.now() + 3_000;
    await bindings.DB.prepare(
      "update invites set expires_at = ?, version = version + 1 where id = ?",
    )
      .bind(soon, sent.id)
      .run();
    const window = await watch(tom);
    await vi.waitUntil(async () => ((await alarm(oakfield)) ?? Number.POSITIVE_INFINITY) <= soon);
    vi.setSystemTime(soon);
    expect(await runDurableObjectAlarm(bindings.ROOM.getByName(oakfield))).toBe(true);
    await window.until((w) => w.events.some((event) => event.kind === "invite.expired"));
  });

  it("takes what a client says of its whereabouts, and closes on anything else", async () => {
    const window = await watch(people.tom);
    window.socket.send(JSON.stringify({ type: "presence", view: "invites", focus: null }));
    window.socket.send("ping");
    await window.until((w) => w.texts.includes("pong"));
    expect(window.closed).toBeNull();
    window.socket.send("anything else");
    await window.until((w) => w.closed === 1008);
  });
});

describe("the very first school", () => {
  it("is one, though six register at once where registration is closed", async () => {
    const tables = ["mails", "events", "invites", "commands", "memberships", "schools"];
    // Events are let go of behind the horizon alone.
    await bindings.DB.batch(
      ["update schools set horizon = seq", ...tables.map((table) => `delete from ${table}`)].map(
        (sql) => bindings.DB.prepare(sql),
      ),
    );
    const { api } = await import("#worker/api");
    const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
    const register = (i: number) =>
      api.fetch(
        new Request(`${origin}/api/schools`, {
          method: "POST",
          body: JSON.stringify({
            name: `School ${i}`,
            postcode: "M1 1AE",
            email: `head${i}@first.example`,
          }),
          headers: {
            "Content-Type": "application/json",
            Origin: origin,
            "CF-Connecting-IP": `192.0.2.${200 + i}`,
          },
        }),
        { ...bindings, REGISTRATION: "closed" },
        context,
      );
    await Promise.all(Array.from({ length: 6 }, (_, i) => register(i)));
    expect(await bindings.DB.prepare("select count(*) as n from schools").first("n")).toBe(1);
  });
});

describe("an account changed at the last moment", () => {
  const password = "correct horse 7 battery";

  async function usernameOf(id: string): Promise<string> {
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, id));
    return row?.username ?? "";
  }

  it("does not take its confirmation along to an address nobody has proved", async () => {
    const { oakfield, ngozi } = people;
    const rogue = await makePerson(
      oakfield,
      "Rogue Admin",
      "admin",
      "technician",
      Date.now(),
      await hashPassword(password),
    );
    const email = `rogue.${crypto.randomUUID().slice(0, 6)}@oakfield.example`;
    await open(bindings.DB)
      .update(users)
      .set({ email, canonicalEmail: email })
      .where(eq(users.id, rogue.id));
    const offer = await invite(ngozi, { email, role: "viewer" });
    justBefore('insert into "memberships"', async () => {
      const { version } = (
        (await (await rogue.get(`/users/${rogue.id}`)).json()) as { user: { version: number } }
      ).user;
      await rogue.call(
        "PATCH",
        `/users/${rogue.id}`,
        { email: "head@oakfield.example" },
        { "If-Match": `"${version}"` },
      );
    });
    await submit(tokenOf(offer), { username: await usernameOf(rogue.id), password });
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, rogue.id));
    expect([row?.email, row?.emailConfirmedAt]).toEqual(["head@oakfield.example", null]);
  });

  it("is its holder's alone from the moment they join a second school [A16]", async () => {
    const { tom, oakfield, fernhill } = people;
    const kit = await makePerson(oakfield, "Kit Joining", "editor", "teacher", Date.now());
    const { version } = (
      (await (await tom.get(`/users/${kit.id}`)).json()) as { user: { version: number } }
    ).user;
    const joining = {
      schoolId: fernhill,
      userId: kit.id,
      role: "owner",
      staffType: "slt",
      status: "active",
      joinedAt: Date.now(),
    } as const;
    justBefore('update "memberships"', () =>
      open(bindings.DB)
        .insert(memberships)
        .values({ ...joining, editHistory: false, seeWholeSchool: false, setTargets: false })
        .run(),
    );
    const answer = await tom.call(
      "PATCH",
      `/users/${kit.id}`,
      { email: "mine@tom.example" },
      { "If-Match": `"${version}"` },
    );
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      409,
      "managed_by_person",
    ]);
  });

  it("is not made by an Admin who was deactivated while the hash was being made", async () => {
    const { tom } = people;
    justBefore('insert into "users"', () =>
      open(bindings.DB)
        .update(memberships)
        .set({ status: "inactive" })
        .where(eq(memberships.userId, tom.id))
        .run(),
    );
    const details = {
      username: "ng75pn_backdoor",
      givenName: "Back",
      familyName: "Door",
      role: "admin",
      staffType: "technician",
    };
    expect((await tom.call("POST", "/users", details)).status).toBeGreaterThanOrEqual(400);
    expect(
      await bindings.DB.prepare(
        "select count(*) as n from users where username = 'ng75pn_backdoor'",
      ).first("n"),
    ).toBe(0);
  });

  /** Whether a mail to this account has left. */
  async function hasLeft(id: string): Promise<boolean> {
    const sent = "select count(*) as n from mails where subject_id = ? and status = 'sent'";
    return (await bindings.DB.prepare(sent).bind(id).first<number>("n")) === 1;
  }

  it("keeps a moved e-mail whole though somebody asks for a forgotten password in between", async () => {
    const { priya, oakfield } = people;
    for (const whose of ["to", "from"] as const) {
      const [to, from] = [
        await makePerson(oakfield, "To Gain", "editor", "teacher", Date.now()),
        await makePerson(oakfield, "From Give", "editor", "teacher", Date.now()),
      ];
      const [given] = await open(bindings.DB).select().from(users).where(eq(users.id, from.id));
      const login = await usernameOf(whose === "to" ? to.id : from.id);
      justBefore('update "memberships"', () =>
        ask("/api/password-resets", {
          method: "POST",
          body: JSON.stringify({ login }),
          headers: { "Content-Type": "application/json", Origin: origin },
        }).then(() => vi.waitUntil(() => hasLeft(whose === "to" ? to.id : from.id), 5_000)),
      );
      const answer = await priya.call("PUT", `/users/${to.id}/email`, { from: from.id });
      vi.restoreAllMocks();
      expect(answer.status, whose).toBe(200);
      const rows = await open(bindings.DB)
        .select()
        .from(users)
        .where(eq(users.canonicalEmail, given?.canonicalEmail ?? ""));
      expect(
        rows.map((row) => row.id),
        whose,
      ).toEqual([to.id]);
    }
  });
});

describe("an Editor who searches the directory", () => {
  it("learns no usernames by it, nor where somebody is reached who has left", async () => {
    const { priya, rene, lena, oakfield } = people;
    const kit = await makePerson(oakfield, "Kit Leaving", "editor", "teacher", Date.now());
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, kit.id));
    const found = (await (await rene.get(`/users?q=${row?.username}`)).json()) as {
      items: unknown[];
    };
    expect(found.items).toEqual([]);
    await priya.call("PUT", `/users/${kit.id}/deactivation`);
    const news = await (await lena.get("/events?since=0")).text();
    expect(news).toContain(kit.id);
    expect(news).not.toContain(row?.email);
  });
});
