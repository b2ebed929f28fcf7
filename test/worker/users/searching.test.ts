import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { users } from "#db/schema";
import type { PublicUser } from "#domain/users";
import { searchUsers } from "../../../web/users/list.ts";
import { bindings, type Cast, cast, makePerson, type Somebody } from "../../people.ts";

const names: [string, string][] = [
  ["Élodie", "Núñez"],
  ["Sinéad", "O’Hara"],
  ["Nikola", "Đorđević"],
  ["Anna-Lena", "Weiß"],
  ["علی\u200cرضا", "محمدی"],
  ["Пётр", "Иванов"],
];

const queries = [
  "elodie",
  "ÉLODIE nunez",
  "nunez élodie",
  "o'hara",
  "OHara sinead",
  "o’hara",
  "dordevic nikola",
  "Đorđević",
  "weiss anna",
  "lena weiß",
  "علیرضا",
  "петр",
  "teacher",
  "editor dordevic",
  "Nikola <NIKOLA@xn--schle-mva.example>;",
  "nikola@schüle.example",
  "%",
  "_",
  "nobody",
];

let people: Cast;
beforeAll(async () => {
  people = await cast();
  const db = open(bindings.DB);
  for (const [givenName, familyName] of names) {
    const { id } = await makePerson(people.oakfield, "Some Body", "editor", "teacher", Date.now());
    await db.update(users).set({ givenName, familyName }).where(eq(users.id, id));
    if (givenName !== "Nikola") continue;
    const email = {
      email: "Nikola@Schüle.example",
      canonicalEmail: "nikola@xn--schle-mva.example",
    };
    await db.update(users).set(email).where(eq(users.id, id));
  }
});

const found = async (by: Somebody, q: string, more = "") => {
  const answer = await by.get(`/users?q=${encodeURIComponent(q)}${more}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { items: PublicUser[]; next: string | null };
};
const sorted = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort();

describe("[U9] searching people", () => {
  it("finds the same on the server as in the search box, whatever the accents, apostrophes and order of words", async () => {
    const { tom } = people;
    const all = (await found(tom, "")).items;
    for (const q of queries) {
      const box = searchUsers(all, "all", q);
      expect(sorted((await found(tom, q)).items), q).toEqual(sorted(box));
      expect(box.length > 0, q).toBe(!["%", "nobody"].includes(q));
    }
  });

  it("goes through the pages without losing or doubling anybody", async () => {
    const { tom } = people;
    const whole = (await found(tom, "teacher")).items;
    expect(whole.length).toBeGreaterThan(3);
    const paged: PublicUser[] = [];
    let more = "&limit=2";
    for (;;) {
      const { items, next } = await found(tom, "teacher", more);
      paged.push(...items);
      if (!next) break;
      more = `&limit=2&cursor=${encodeURIComponent(next)}`;
    }
    expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });

  it("tells Lena nothing of what she may not see, and Ngozi of Fernhill nothing of Oakfield", async () => {
    const { lena, tom, ngozi } = people;
    const username = (await found(tom, "Weiß")).items[0]?.username ?? "";
    expect((await found(lena, "weiss")).items).toHaveLength(1);
    expect((await found(lena, username)).items).toEqual([]);
    expect((await found(ngozi, "weiss")).items).toEqual([]);
  });
});
