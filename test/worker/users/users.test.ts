import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { memberships, users } from "#db/schema";
import { isAtLeast, type Role, roles } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { hashPassword } from "#worker/accounts/sessions";
import { historyIsWhole } from "../../history.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin, Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const userOf = async (answer: Response) => ((await answer.json()) as { user: PublicUser }).user;

async function seen(by: Somebody, { id }: { id: string }): Promise<PublicUser> {
  return userOf(await by.get(`/users/${id}`));
}

async function edit(by: Somebody, who: { id: string }, change: object): Promise<Response> {
  const { version } = await seen(by, who);
  return by.call("PATCH", `/users/${who.id}`, change, { "If-Match": `"${version}"` });
}

function newcomer(changes: object = {}): Record<string, unknown> {
  return {
    username: `ng75pn_${crypto.randomUUID().slice(0, 8)}`,
    givenName: "Nia",
    familyName: "Hughes",
    role: "editor",
    staffType: "teacher",
    ...changes,
  };
}

async function add(
  by: Somebody,
  changes: object = {},
): Promise<{ user: PublicUser; oneTimePassword: string }> {
  const answer = await by.call("POST", "/users", newcomer(changes));
  if (answer.status !== 201) throw new Error(`Not added: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function signIn(username: string, password: string): Promise<Response> {
  const headers = {
    "Content-Type": "application/json",
    Origin: origin,
    "CF-Connecting-IP": `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
  };
  return ask("/api/session", {
    method: "POST",
    body: JSON.stringify({ username, password }),
    headers,
  });
}

describe("[A1] the staff list", () => {
  it("shows Tom everybody with what he may see, and Rene the directory of the active", async () => {
    const { tom, rene, lena } = people;
    const { items } = (await (await tom.get("/users?limit=200")).json()) as { items: PublicUser[] };
    expect(items.find((user) => user.id === lena.id)).toMatchObject({
      familyName: "Brand",
      role: "editor",
      status: "active",
      passwordState: "own",
    });
    const directory = (await (await rene.get("/users")).json()) as { items: object[] };
    for (const user of directory.items) {
      expect(Object.keys(user).sort()).toEqual([
        "email",
        "familyName",
        "givenName",
        "groupIds",
        "id",
        "middleName",
        "role",
        "staffType",
        "title",
      ]);
    }
  });

  it("knows when somebody was last seen from the moment they sign in", async () => {
    const { tom } = people;
    const { user, oneTimePassword } = await add(tom);
    expect(user.lastSeenAt).toBeNull();
    await signIn(user.username, oneTimePassword);
    await vi.waitUntil(async () => (await seen(tom, user)).lastSeenAt !== null);
  });

  it("finds by name, username and e-mail; % and _ are ordinary characters", async () => {
    const { tom } = people;
    const { user } = await add(tom, {
      givenName: "Zoë",
      familyName: "Quill_100%",
      email: "zoe.q@oakfield.example",
    });
    const found = async (q: string) =>
      (
        (await (await tom.get(`/users?q=${encodeURIComponent(q)}`)).json()) as {
          items: PublicUser[];
        }
      ).items.map((one) => one.id);
    for (const q of ["quill_100%", user.username, "ZOE.Q@"])
      expect(await found(q)).toEqual([user.id]);
    expect(await found("l_1%0")).toEqual([]);
    expect(await found("%")).toEqual([user.id]);
  });

  it("pages without missing or doubling anybody", async () => {
    const { tom } = people;
    const all = (
      (await (await tom.get("/users?limit=200")).json()) as { items: PublicUser[] }
    ).items.map((user) => user.id);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = (await (
        await tom.get(`/users?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      ).json()) as {
        items: PublicUser[];
        next: string | null;
      };
      paged.push(...page.items.map((user) => user.id));
      cursor = page.next;
    }
    expect(paged).toEqual(all);
  });
});

describe("[A2] adding somebody without an e-mail", () => {
  it("gives Tom a one-time password to hand over, once, and nothing else works until it is changed", async () => {
    const { tom } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const details = newcomer();
    const answer = await tom.call("POST", "/users", details, key);
    const { user, oneTimePassword } = (await answer.json()) as {
      user: PublicUser;
      oneTimePassword: string;
    };
    expect([answer.status, user.passwordState, user.email]).toEqual([201, "handed_out", null]);
    const repeat = (await (await tom.call("POST", "/users", details, key)).json()) as {
      user: PublicUser;
      oneTimePassword: null;
    };
    expect([repeat.user.id, repeat.oneTimePassword]).toEqual([user.id, null]);
    const signedIn = await signIn(user.username, oneTimePassword);
    expect(signedIn.status).toBe(201);
    const secret =
      /__Host-session=([^;]+)/.exec(signedIn.headers.get("Set-Cookie") ?? "")?.[1] ?? "";
    const nia = new Somebody(user.id, "Nia", tom.school, secret);
    expect(await (await nia.ask("/api/session")).json()).toMatchObject({
      user: { mustChangePassword: true },
    });
    expect(await codeOf(await nia.get("/snapshot"))).toBe("password_change_required");
    const { results } = await bindings.DB.prepare("select * from commands").all();
    expect(JSON.stringify(results)).not.toContain(oneTimePassword);
  });

  it("takes no web address for anybody's name, at any door; whoever has one already is still looked after", async () => {
    const { priya } = people;
    const dressed = { givenName: "http://evil.example", familyName: "Win at evil.com" };
    const refused = await priya.call("POST", "/users", newcomer(dressed));
    expect(refused.status).toBe(422);
    expect((await refused.json()) as object).toMatchObject({
      fields: {
        givenName: expect.stringMatching(/^Leave out web addresses/),
        familyName: expect.stringMatching(/^Leave out web addresses/),
      },
    });
    const { user } = await add(priya);
    expect((await edit(priya, user, { middleName: "www.evil.example" })).status).toBe(422);
    const sent = await invite(priya);
    const page = await submit(tokenOf(sent), filledIn(dressed));
    expect(page.status).toBe(422);
    expect(await page.text()).toContain("Leave out web addresses");
    await open(bindings.DB).update(users).set(dressed).where(eq(users.id, user.id));
    expect(await userOf(await edit(priya, user, { role: "viewer" }))).toMatchObject({
      ...dressed,
      role: "viewer",
    });
  });

  it("tells everybody watching at once", async () => {
    const { tom, priya, lena } = people;
    const [priyas, lenas] = [await watch(priya), await watch(lena)];
    const { user } = await add(tom);
    await priyas.until((w) => w.events.some((event) => event.kind === "user.added"));
    await lenas.until((w) => w.events.some((event) => event.kind === "user.added"));
    expect(priyas.events.at(-1)).toMatchObject({
      kind: "user.added",
      user: { id: user.id, username: user.username },
    });
    expect(JSON.stringify(lenas.events)).not.toContain(user.username);
  });
});

describe("[A4] [A6] usernames and e-mails", () => {
  it("are unique across all schools, in any spelling", async () => {
    const { tom, ngozi } = people;
    const { user } = await add(ngozi);
    const answer = await tom.call(
      "POST",
      "/users",
      newcomer({ username: user.username.toUpperCase() }),
    );
    expect([answer.status, await codeOf(answer)]).toEqual([409, "username_taken"]);
    expect(await (await tom.get(`/usernames/${user.username}`)).json()).toEqual({
      available: false,
      suggestion: expect.any(String),
    });
  });

  it("name the account that has an address inside the school, and nobody elsewhere, twenty times an hour", async () => {
    const { priya, tom, ngozi } = people;
    const mine = await add(tom, {
      email: "Mine@oakfield.example",
      givenName: "Mina",
      familyName: "Own",
    });
    const inside = await priya.call("POST", "/users", newcomer({ email: "mine@OAKFIELD.example" }));
    expect(await inside.json()).toMatchObject({
      code: "email_taken",
      holder: { id: mine.user.id, name: "Mina Own" },
    });
    await add(ngozi, {
      email: "theirs@fernhill.example",
      givenName: "Secret",
      familyName: "Person",
    });
    const outside = await tom.call(
      "POST",
      "/users",
      newcomer({ email: "Theirs@fernhill.example" }),
    );
    const text = await outside.text();
    expect(outside.status).toBe(409);
    for (const hidden of ["Secret", "Person", "Fernhill", ngozi.school])
      expect(text).not.toContain(hidden);
    const answers = [];
    for (let i = 0; i < 22; i++)
      answers.push(
        await tom.call("POST", "/users", newcomer({ email: "theirs@fernhill.example" })),
      );
    expect(answers.map((answer) => answer.status).filter((status) => status === 409)).toHaveLength(
      19,
    );
    expect(answers.map((answer) => answer.status).filter((status) => status === 429)).toHaveLength(
      3,
    );
  });

  it("can be removed, and then be somebody else's", async () => {
    const { priya } = people;
    const first = await add(priya, { email: "moves@oakfield.example" });
    expect((await edit(priya, first.user, { email: null })).status).toBe(200);
    const second = await add(priya, { email: "moves@oakfield.example" });
    expect(second.user.email).toBe("moves@oakfield.example");
    expect(await codeOf(await edit(priya, first.user, { email: "Moves@oakfield.example" }))).toBe(
      "email_taken",
    );
  });

  it("wait while an invite to the address is pending", async () => {
    const { priya } = people;
    await invite(priya, { email: "pending@oakfield.example" });
    expect(
      await codeOf(
        await priya.call("POST", "/users", newcomer({ email: "pending@oakfield.example" })),
      ),
    ).toBe("invite_pending");
  });

  it("give way, unconfirmed, to whoever proves the mailbox", async () => {
    const { priya, ngozi } = people;
    const squatter = await add(ngozi, { email: "real.holder@oakfield.example" });
    const sent = await invite(priya, { email: "real.holder@oakfield.example" });
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
    expect((await seen(ngozi, squatter.user)).email).toBeNull();
    const { userId } = await look(priya, sent);
    expect((await seen(priya, { id: userId ?? "" })).email).toBe("real.holder@oakfield.example");
    await historyIsWhole(ngozi);
    const news = (await (await ngozi.get("/events?since=0")).json()) as {
      events: { kind: string; user?: PublicUser }[];
    };
    expect(news.events.at(-1)).toMatchObject({
      kind: "user.changed",
      user: { id: squatter.user.id, email: null },
    });
  });
});

describe("[A3] [A5] editing", () => {
  it("changes what was sent, and permissions with the staff type unless said in the same edit", async () => {
    const { priya } = people;
    const { user } = await add(priya);
    const slt = await userOf(await edit(priya, user, { staffType: "slt", phone: "0115 496 0000" }));
    expect(slt).toMatchObject({
      staffType: "slt",
      phone: "0115 496 0000",
      permissions: { editHistory: true, seeWholeSchool: true, setTargets: false },
    });
    const back = await userOf(
      await edit(priya, user, {
        staffType: "teacher",
        permissions: { editHistory: true, setTargets: true },
      }),
    );
    expect(back.permissions).toEqual({
      editHistory: true,
      seeWholeSchool: false,
      setTargets: true,
    });
    const kept = await userOf(await edit(priya, user, { givenName: "Nesta" }));
    expect(kept).toMatchObject({ givenName: "Nesta", permissions: back.permissions });
  });

  it("asks for the version seen, lets one of two through, and shows the other what there is now [C2]", async () => {
    const { priya, tom } = people;
    const { user } = await add(priya);
    const match = { "If-Match": `"${user.version}"` };
    const answers = await Promise.all([
      priya.call("PATCH", `/users/${user.id}`, { givenName: "Nesta" }, match),
      tom.call("PATCH", `/users/${user.id}`, { phone: "0115 496 0001" }, match),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const late = answers.find((answer) => answer.status === 412) as Response;
    expect(await late.json()).toMatchObject({
      code: "changed",
      current: { id: user.id, version: user.version + 1 },
    });
    expect((await priya.call("PATCH", `/users/${user.id}`, { givenName: "N" })).status).toBe(428);
  });

  it("cannot change the username, nor fields that do not exist", async () => {
    const { priya, lena } = people;
    for (const change of [{ username: "other" }, { id: "x" }, { status: "inactive" }, {}])
      expect((await edit(priya, lena, change)).status).toBe(422);
  });

  it("does nothing, and says nothing, when nothing differs", async () => {
    const { priya, lena } = people;
    const before = await seen(priya, lena);
    const answer = await edit(priya, lena, { givenName: before.givenName, role: before.role });
    expect(await userOf(answer)).toEqual(before);
  });

  it("keeps details of people out of the history", async () => {
    const { priya } = people;
    const { user } = await add(priya);
    await edit(priya, user, {
      givenName: "Secretname",
      phone: "0115 496 7777",
      email: "secret.address@oakfield.example",
      role: "viewer",
    });
    const { results } = await bindings.DB.prepare("select changes from events where subject_id = ?")
      .bind(user.id)
      .all();
    const text = JSON.stringify(results);
    expect(text).toContain("viewer");
    for (const detail of ["Secretname", "7777", "secret.address"])
      expect(text).not.toContain(detail);
  });
});

describe("[A7] leavers", () => {
  it("lose the school at once: window, session and sign-in; and get everything back as it was", async () => {
    const { priya } = people;
    const hash = await hashPassword("long enough 9");
    const kit = await makePerson(priya.school, "Kit Leaver", "editor", "teacher", Date.now(), hash);
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, kit.id));
    const window = await watch(kit);
    const before = await seen(priya, kit);
    const gone = await priya.call("PUT", `/users/${kit.id}/deactivation`);
    expect(await userOf(gone.clone())).toMatchObject({ status: "inactive" });
    await window.until((w) => w.closed !== null);
    expect(window.closed).toBe(4403);
    expect((await kit.ask("/api/session")).status).toBe(401);
    expect((await signIn(row?.username ?? "", "long enough 9")).status).toBe(401);
    const back = await userOf(await priya.call("DELETE", `/users/${kit.id}/deactivation`));
    expect({ ...back, version: 0 }).toEqual({ ...before, version: 0 });
    // The old session stays ended; signing in works again.
    expect((await kit.ask("/api/session")).status).toBe(401);
    expect((await signIn(row?.username ?? "", "long enough 9")).status).toBe(201);
  });

  it("keep their other school, and the first one answers 404", async () => {
    const { priya, ngozi } = people;
    const kit = await makePerson(priya.school, "Kit Both", "editor", "teacher", Date.now());
    await open(bindings.DB).insert(memberships).values({
      schoolId: ngozi.school,
      userId: kit.id,
      role: "viewer",
      staffType: "governor",
      editHistory: false,
      seeWholeSchool: false,
      setTargets: false,
      status: "active",
      joinedAt: Date.now(),
    });
    await priya.call("PUT", `/users/${kit.id}/deactivation`);
    expect((await kit.get("/snapshot")).status).toBe(404);
    expect((await kit.ask(`/api/schools/${ngozi.school}/snapshot`)).status).toBe(200);
  });

  it("list the pending invites they sent, which stay", async () => {
    const { priya } = people;
    const kit = await makePerson(priya.school, "Kit Inviter", "admin", "technician", Date.now());
    const sent = await invite(kit);
    const answer = (await (await priya.call("PUT", `/users/${kit.id}/deactivation`)).json()) as {
      pendingInvites: { id: string }[];
    };
    expect(answer.pendingInvites.map((one) => one.id)).toEqual([sent.id]);
    expect((await look(priya, sent)).status).toBe("pending");
  });

  it("never include the last active Owner, though two Owners race", async () => {
    const now = Date.now();
    for (let round = 0; round < 6; round++) {
      const { priya } = await cast(now);
      const second = await makePerson(priya.school, "Second Owner", "owner", "slt", now);
      const acts = [
        () => priya.call("PUT", `/users/${second.id}/deactivation`),
        () => second.call("PUT", `/users/${priya.id}/deactivation`),
        () => edit(second, second, { role: "viewer" }),
        () => edit(priya, priya, { role: "admin" }),
      ];
      await Promise.all(acts.map((act) => act().catch(() => null)));
      const owners = await bindings.DB.prepare(
        "select count(*) as n from memberships where school_id = ? and role = 'owner' and status = 'active'",
      )
        .bind(priya.school)
        .first<{ n: number }>();
      expect(owners?.n).toBeGreaterThanOrEqual(1);
    }
    const alone = await cast(now);
    expect(
      await codeOf(await alone.priya.call("PUT", `/users/${alone.priya.id}/deactivation`)),
    ).toBe("last_owner");
    expect(await codeOf(await edit(alone.priya, alone.priya, { role: "admin" }))).toBe(
      "last_owner",
    );
  });

  it("see nothing numbered above their own deactivation, and a lowered role takes effect on the open socket", async () => {
    const { priya } = people;
    const [kit, sam] = [
      await makePerson(priya.school, "Kit Watching", "admin", "technician", Date.now()),
      await makePerson(priya.school, "Sam Lowered", "admin", "technician", Date.now()),
    ];
    const [kits, sams] = [await watch(kit), await watch(sam)];
    const answer = await priya.call("PUT", `/users/${kit.id}/deactivation`);
    const own = Number(answer.headers.get("X-Seq")?.split(".").at(-1));
    await Promise.all([invite(priya), invite(priya), edit(priya, sam, { role: "viewer" })]);
    await kits.until((w) => w.closed !== null);
    await sams.until((w) => w.closed !== null);
    expect([kits.closed, sams.closed]).toEqual([4403, 4403]);
    expect(Math.max(0, ...kits.numbers)).toBeLessThanOrEqual(own);
    expect((await sam.get("/invites")).status).toBe(403);
  });
});

describe("[A9] a password to hand over", () => {
  it("is set for somebody without an e-mail, must be changed, and ends their sessions", async () => {
    const { priya } = people;
    const { user, oneTimePassword } = await add(priya);
    const secret =
      /__Host-session=([^;]+)/.exec(
        (await signIn(user.username, oneTimePassword)).headers.get("Set-Cookie") ?? "",
      )?.[1] ?? "";
    const nia = new Somebody(user.id, "Nia", priya.school, secret);
    expect(
      (await priya.call("PUT", `/users/${user.id}/password`, { password: "weak" })).status,
    ).toBe(422);
    expect(
      (await priya.call("PUT", `/users/${user.id}/password`, { password: "handed over 7" })).status,
    ).toBe(204);
    expect((await nia.ask("/api/session")).status).toBe(401);
    expect((await signIn(user.username, oneTimePassword)).status).toBe(401);
    expect((await signIn(user.username, "handed over 7")).status).toBe(201);
    expect((await seen(priya, user)).passwordState).toBe("handed_out");
  });

  it("is refused for somebody who can be mailed, for two schools, for oneself, and above one's reach [A16]", async () => {
    const { priya, tom, ade, ngozi } = people;
    const set = (by: Somebody, id: string) =>
      by.call("PUT", `/users/${id}/password`, { password: "handed over 7" });
    const mailed = await add(priya, { email: "mailed@oakfield.example" });
    expect(await codeOf(await set(tom, mailed.user.id))).toBe("has_email");
    const both = await add(priya);
    await open(bindings.DB).insert(memberships).values({
      schoolId: ngozi.school,
      userId: both.user.id,
      role: "viewer",
      staffType: "governor",
      editHistory: false,
      seeWholeSchool: false,
      setTargets: false,
      status: "inactive",
      joinedAt: Date.now(),
    });
    const answer = await set(priya, both.user.id);
    const text = await answer.text();
    expect([answer.status, text.includes("managed_by_person"), text.includes("Fernhill")]).toEqual([
      409,
      true,
      false,
    ]);
    expect((await set(priya, priya.id)).status).toBe(403);
    expect((await set(tom, ade.id)).status).toBe(403);
    expect((await set(tom, priya.id)).status).toBe(403);
  });
});

describe("[A16] an account of two schools", () => {
  it("has its names and e-mail changed by the person alone; role and staff type by each school", async () => {
    const { priya, ngozi } = people;
    const sent = await invite(ngozi, { email: "two.schools@both.example" });
    await submit(tokenOf(sent), filledIn());
    const { userId } = await look(ngozi, sent);
    const who = { id: userId ?? "" };
    await open(bindings.DB).insert(memberships).values({
      schoolId: priya.school,
      userId: who.id,
      role: "viewer",
      staffType: "governor",
      editHistory: false,
      seeWholeSchool: false,
      setTargets: false,
      status: "active",
      joinedAt: Date.now(),
    });
    for (const change of [
      { givenName: "Other" },
      { email: "x@oakfield.example" },
      { email: null },
    ]) {
      const answer = await edit(priya, who, change);
      const text = await answer.text();
      expect([
        answer.status,
        text.includes("managed_by_person"),
        text.includes("Fernhill"),
      ]).toEqual([409, true, false]);
    }
    const raised = await userOf(await edit(priya, who, { role: "editor", staffType: "teacher" }));
    expect(raised).toMatchObject({ role: "editor" });
    expect((await seen(ngozi, who)).role).toBe("editor");
    // What belongs to the account is told in both schools, and history stays whole in both.
    await edit(priya, who, { phone: "0115 496 0009" });
    expect((await seen(ngozi, who)).phone).toBe("0115 496 0009");
    const news = (await (await ngozi.get("/events?since=0")).json()) as {
      events: { kind: string; actor: object | null; user?: PublicUser }[];
    };
    expect(news.events.at(-1)).toMatchObject({
      kind: "user.changed",
      actor: null,
      user: { id: who.id, phone: "0115 496 0009" },
    });
    await historyIsWhole(ngozi);
    await historyIsWhole(priya);
  });

  it("tells the old address when somebody else changes an e-mail", async () => {
    const { priya } = people;
    const { user } = await add(priya, { email: "old.address@oakfield.example" });
    await edit(priya, user, { email: "new.address@oakfield.example" });
    const row = await bindings.DB.prepare(
      "select recipient from mails where kind = 'address_changed' and subject_id = ?",
    )
      .bind(user.id)
      .first();
    expect(row).toEqual({ recipient: "old.address@oakfield.example" });
  });

  it("lets only an Owner change an Admin's or Owner's e-mail", async () => {
    const { priya, tom, ade } = people;
    expect((await edit(tom, ade, { email: "taken.over@evil.example" })).status).toBe(403);
    expect((await edit(tom, priya, { email: "taken.over@evil.example" })).status).toBe(403);
    expect((await edit(tom, ade, { phone: "0115 496 0002" })).status).toBe(200);
    expect(
      (await edit(priya, ade, { email: `ade.${crypto.randomUUID().slice(0, 5)}@oakfield.example` }))
        .status,
    ).toBe(200);
  });
});

describe("nobody, by any sequence of calls,", () => {
  it("raises a role above their own, touches somebody above them, takes over an equal, or reaches another school", async () => {
    const now = Date.now();
    const call = fc.record({
      actor: fc.nat(6),
      target: fc.nat(6),
      act: fc.oneof(
        fc.record({ do: fc.constant("role" as const), role: fc.constantFrom(...roles) }),
        fc.record({
          do: fc.constant("email" as const),
          email: fc.constantFrom("one@evil.example", "two@evil.example", null),
        }),
        fc.constant({ do: "deactivate" as const }),
        fc.constant({ do: "reactivate" as const }),
        fc.constant({ do: "password" as const }),
        fc.record({ do: fc.constant("add" as const), role: fc.constantFrom(...roles) }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 14 }), async (calls) => {
        const { priya, tom, ade, lena, rene, ngozi, oakfield } = await cast(now);
        const second = await makePerson(oakfield, "Second Owner", "owner", "slt", now);
        const everybody = [priya, tom, ade, lena, rene, ngozi, second];
        for (const { actor, target, act } of calls) {
          const [who, whom] = [everybody[actor] as Somebody, everybody[target] as Somebody];
          const [before, own] = [await rowOf(whom), await rowOf(who)];
          const answer = await carryOut(who, whom, oakfield, act);
          expect(answer.status, JSON.stringify(act)).toBeLessThan(500);
          const after = await rowOf(whom);
          const isOutsider = who === ngozi;
          const mayAct =
            !isOutsider &&
            own.status === "active" &&
            isAtLeast(own.role, "admin") &&
            whom !== ngozi;
          if (!mayAct) {
            expect(after).toEqual(before);
            continue;
          }
          if (after.role !== before.role) {
            expect(isAtLeast(own.role, after.role)).toBe(true);
            expect(isAtLeast(own.role, before.role)).toBe(true);
          }
          if (after.status !== before.status) expect(isAtLeast(own.role, before.role)).toBe(true);
          const isSignIn = after.email !== before.email || after.hash !== before.hash;
          if (isSignIn && who !== whom)
            expect(own.role === "owner" || !isAtLeast(before.role, "admin")).toBe(true);
          if (act.do === "add" && answer.status === 201)
            expect(isAtLeast(own.role, act.role)).toBe(true);
        }
        const owners = await bindings.DB.prepare(
          "select count(*) as n from memberships where school_id = ? and role = 'owner' and status = 'active'",
        )
          .bind(oakfield)
          .first<{ n: number }>();
        expect(owners?.n).toBeGreaterThanOrEqual(1);
        await open(bindings.DB)
          .update(users)
          .set({ email: null, canonicalEmail: null })
          .where(eq(users.emailConfirmedAt, now));
      }),
      { numRuns: 12 },
    );
  });
});

interface Row {
  role: Role;
  status: string;
  email: string | null;
  hash: string | null;
}

async function rowOf({ id }: Somebody): Promise<Row> {
  const row = await bindings.DB.prepare(
    "select m.role, m.status, u.email, u.password_hash as hash from users u join memberships m on m.user_id = u.id where u.id = ?",
  )
    .bind(id)
    .first<Row>();
  if (!row) throw new Error("nobody");
  return row;
}

type Act =
  | { do: "role" | "add"; role: Role }
  | { do: "email"; email: string | null }
  | { do: "deactivate" | "reactivate" | "password" };

async function carryOut(
  who: Somebody,
  whom: Somebody,
  school: string,
  act: Act,
): Promise<Response> {
  const path = `/api/schools/${school}/users`;
  const send = (method: string, to: string, body?: object, headers: Record<string, string> = {}) =>
    who.ask(to, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  const version = await bindings.DB.prepare(
    "select u.version + m.version - 1 as v from users u join memberships m on m.user_id = u.id where u.id = ?",
  )
    .bind(whom.id)
    .first<{ v: number }>();
  const match = { "If-Match": `"${version?.v}"` };
  switch (act.do) {
    case "role":
      return send("PATCH", `${path}/${whom.id}`, { role: act.role }, match);
    case "email":
      return send("PATCH", `${path}/${whom.id}`, { email: act.email }, match);
    case "deactivate":
      return send("PUT", `${path}/${whom.id}/deactivation`);
    case "reactivate":
      return send("DELETE", `${path}/${whom.id}/deactivation`);
    case "password":
      return send("PUT", `${path}/${whom.id}/password`, { password: "taken over 7" });
    case "add":
      return send("POST", path, newcomer({ role: act.role }));
    default:
      return act satisfies never;
  }
}

beforeEach(() => {
  vi.useRealTimers();
});
