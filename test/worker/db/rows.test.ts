import { eq, sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { beforeAll, describe, expect, it } from "vitest";
import { inviter } from "#db/aliases";
import { open } from "#db/client";
import { insertFrom, insertWhere, packed, packedOrNull } from "#db/rows";
import { invites } from "#db/schema";
import { invite } from "../../links.ts";
import { bindings, type Cast, cast } from "../../people.ts";

/** As the code describes it; the database has its columns in another order, as after a column was added. */
const badges = sqliteTable("badges", {
  id: text("id").primaryKey(),
  first: text("first").notNull(),
  second: text("second").notNull(),
  isWorn: integer("is_worn", { mode: "boolean" }),
});
const db = open(bindings.DB);
const badge = (id: string) => db.select().from(badges).where(eq(badges.id, id));

let people: Cast;
beforeAll(async () => {
  people = await cast();
  await bindings.DB.prepare(
    "create table badges (second text, is_worn integer, first text, id text primary key)",
  ).run();
});

describe("an insert from a select", () => {
  it("names its columns, so that their order in the database means nothing", async () => {
    const row = { isWorn: true, second: "2", first: "1", id: "a" };
    const insert = insertWhere(db, badges, row, sql`true`);
    expect(insert.toSQL().sql).toMatch(
      /^insert into "badges" \("id", "first", "second", "is_worn"\) select/,
    );
    await insert;
    expect(await badge("a")).toEqual([row]);
  });

  it("gives each column what it is given by name: values, and expressions over the rows selected", async () => {
    await insertFrom(
      db,
      badges,
      {
        second: sql`${badges.first}`,
        isWorn: null,
        id: sql`${badges.id} || '2'`,
        first: badges.second,
      },
      sql`from ${badges} where ${badges.id} = 'a'`,
    );
    expect(await badge("a2")).toEqual([{ id: "a2", first: "2", second: "1", isWorn: null }]);
  });

  it("writes nothing where its condition does not hold", async () => {
    await insertWhere(db, badges, { id: "b", first: "1", second: "2", isWorn: null }, sql`false`);
    expect(await badge("b")).toEqual([]);
  });

  it("does not compile while a column is left out", () => {
    // @ts-expect-error is_worn has no value
    insertWhere(db, badges, { id: "c", first: "1", second: "2" }, sql`true`);
  });
});

describe("a packed row", () => {
  it("is the whole row; of a left join that found none it is null", async () => {
    const { id } = await invite(people.priya);
    const asSent = () =>
      db
        .select({ invite: packed(invites), inviter: packedOrNull(inviter) })
        .from(invites)
        .leftJoin(inviter, eq(inviter.id, invites.invitedById))
        .where(eq(invites.id, id));
    const [plain] = await db.select().from(invites).where(eq(invites.id, id));
    const [sent] = await asSent();
    expect(sent?.invite).toEqual(plain);
    expect(sent?.inviter?.id).toBe(people.priya.id);
    await db.update(invites).set({ invitedById: null }).where(eq(invites.id, id));
    expect((await asSent())[0]?.inviter).toBeNull();
  });
});
