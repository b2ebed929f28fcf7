import { expect } from "vitest";
import { bindings, type Somebody } from "./people.ts";

/** Numbers without gaps, each event once, as many as the school counted. */
export async function historyIsWhole(by: Somebody): Promise<void> {
  const numbers: number[] = [];
  for (let since = 0; ; ) {
    const page = (await (await by.get(`/events?since=${since}`)).json()) as {
      seq: number;
      to: number;
      more: boolean;
      events: { seq: number }[];
    };
    numbers.push(...page.events.map((event) => event.seq));
    since = page.to;
    if (!page.more) {
      expect(numbers).toEqual(Array.from({ length: page.seq }, (_, i) => i + 1));
      return;
    }
  }
}

/** Does what a trigger of the database would refuse. */
export async function despite(
  trigger: string,
  ...statements: D1PreparedStatement[]
): Promise<void> {
  const db = bindings.DB;
  const found = await db
    .prepare("select sql from sqlite_master where name = ?")
    .bind(trigger)
    .first<{ sql: string }>();
  if (!found) throw new Error(`There is no trigger ${trigger}.`);
  await db.batch([db.prepare(`drop trigger ${trigger}`), ...statements, db.prepare(found.sql)]);
}
