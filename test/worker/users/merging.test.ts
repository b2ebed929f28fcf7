import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { memberships, users } from "#db/schema";
import type { Role } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { historyIsWhole } from "../../history.ts";
import { bindings, type Cast, cast, makePerson, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

async function twins(role: Role = "editor") {
  const { oakfield } = people;
  const [kept, other] = [
    await makePerson(oakfield, "Jo James", role, "teacher", Date.now()),
    await makePerson(oakfield, "Jo James", role, "teacher", Date.now()),
  ];
  await open(bindings.DB)
    .update(users)
    .set({ email: null, canonicalEmail: null, emailConfirmedAt: null })
    .where(eq(users.id, kept.id));
  return { kept, other };
}

const merge = (by: Somebody, other: { id: string }, kept: { id: string }) =>
  by.call("PUT", `/users/${other.id}/merger`, { into: kept.id });
const seen = async (by: Somebody, { id }: { id: string }) =>
  ((await (await by.get(`/users/${id}`)).json()) as { user: PublicUser }).user;
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe("[A13] merging two accounts of one person", () => {
  it("keeps one with the e-mail and deactivates the other, at once, as two facts of one command", async () => {
    const { priya, tom } = people;
    const { kept, other } = await twins();
    const window = await watch(tom);
    const { email } = await seen(priya, other);
    const answer = await merge(priya, other, kept);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { user: PublicUser }).user).toMatchObject({
      id: kept.id,
      email,
      status: "active",
    });
    expect(await seen(priya, other)).toMatchObject({ email: null, status: "inactive" });
    await window.until((w) => w.events.length >= 2);
    expect(window.events.map((event) => event.kind)).toEqual(["user.deactivated", "user.changed"]);
    expect(window.events[0]?.command).toBe(window.events[1]?.command);
    expect((await other.ask("/api/session")).status).toBe(401);
    await historyIsWhole(priya);
  });

  it("leaves both e-mails where they are when the kept one has its own", async () => {
    const { priya, tom } = people;
    const { other } = await twins();
    const before = await seen(priya, tom);
    expect((await merge(priya, other, tom)).status).toBe(200);
    expect((await seen(priya, tom)).email).toBe(before.email);
    expect((await seen(priya, other)).email).not.toBeNull();
  });

  it("is refused where it would take an e-mail from above, from another school's person, or an outsider's", async () => {
    const { priya, tom, ngozi, fernhill } = people;
    const admins = await twins("admin");
    expect((await merge(tom, admins.other, admins.kept)).status).toBe(403);
    expect((await merge(tom, priya, tom)).status).toBe(403);
    const both = await twins();
    await open(bindings.DB).insert(memberships).values({
      schoolId: fernhill,
      userId: both.other.id,
      role: "viewer",
      staffType: "governor",
      editHistory: false,
      seeWholeSchool: false,
      setTargets: false,
      status: "inactive",
      joinedAt: Date.now(),
    });
    expect(await codeOf(await merge(priya, both.other, both.kept))).toBe("managed_by_person");
    expect((await merge(priya, ngozi, tom)).status).toBe(404);
    expect((await merge(priya, both.other, ngozi)).status).toBe(404);
    expect((await merge(priya, tom, tom)).status).toBe(422);
    expect((await merge(priya, priya, tom)).status).toBe(403);
    for (const { kept, other } of [admins, both]) {
      expect((await seen(priya, kept)).email).toBeNull();
      expect((await seen(priya, other)).status).toBe("active");
    }
  });

  it("writes both or neither when somebody edits one of them meanwhile", async () => {
    const { priya, tom } = people;
    for (let round = 0; round < 5; round++) {
      const { kept, other } = await twins();
      const { email } = await seen(priya, other);
      const match = { "If-Match": `"${(await seen(priya, kept)).version}"` };
      await Promise.all([
        merge(priya, other, kept),
        tom.call("PATCH", `/users/${kept.id}`, { phone: "0115 496 0000" }, match),
      ]);
      expect(await seen(priya, kept)).toMatchObject({ email, status: "active" });
      expect(await seen(priya, other)).toMatchObject({ email: null, status: "inactive" });
    }
    await historyIsWhole(priya);
  });
});

describe("[A6] moving an e-mail between two accounts", () => {
  it("is one step, told as two facts of one command; the old mailbox hears of it", async () => {
    const { priya } = people;
    const { kept, other } = await twins();
    const { email } = await seen(priya, other);
    const answer = await priya.call("PUT", `/users/${kept.id}/email`, { from: other.id });
    expect(((await answer.json()) as { user: PublicUser }).user).toMatchObject({
      id: kept.id,
      email,
    });
    expect(await seen(priya, other)).toMatchObject({ email: null, status: "active" });
    const { results } = await bindings.DB.prepare(
      "select recipient from mails where kind = 'address_changed'",
    ).all();
    expect(results).toContainEqual({ recipient: email });
    const news = (await (await priya.get("/events?since=0")).json()) as {
      events: { kind: string; command: string }[];
    };
    expect(news.events.map((event) => event.kind)).toEqual(["user.changed", "user.changed"]);
    expect(news.events[0]?.command).toBe(news.events[1]?.command);
  });

  it("is refused where either account is out of reach", async () => {
    const { priya, tom, ade, ngozi } = people;
    const { kept, other } = await twins();
    const move = (by: Somebody, to: { id: string }, from: { id: string }) =>
      by.call("PUT", `/users/${to.id}/email`, { from: from.id });
    expect((await move(tom, kept, ade)).status).toBe(403);
    expect((await move(tom, kept, priya)).status).toBe(403);
    expect((await move(priya, kept, ngozi)).status).toBe(404);
    expect((await move(ngozi, kept, other)).status).toBe(404);
    expect((await move(priya, other, kept)).status).toBe(422);
    expect((await seen(priya, other)).email).not.toBeNull();
  });
});
