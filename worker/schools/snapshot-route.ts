import { Hono } from "hono";
import * as z from "zod/mini";
import { type Db, open } from "#db/client";
import { ask, together } from "#db/reading";
import { DomainError } from "#domain/errors";
import type { Role } from "#domain/roles";
import { head } from "../events/history.ts";
import type { SnapshotPart } from "../events/noun.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { tables } from "../nouns.ts";

const Snapshot = z.object({
  epoch: z.string(),
  seq: z.number(),
  ...shapesOf(tables),
});

/** All that a role may see of its school, as of one number of its history. */
export const snapshot = new Hono<App>().get(
  "/",
  may("seeSchool"),
  answers(200, Snapshot),
  async (c) => {
    const { schoolId, role } = c.get("seat");
    const db = open(c.env.DB);
    // One batch is one transaction: everything is as of the same number.
    const parts = {
      head: head(db, schoolId),
      ...readings(tables, db, schoolId, role, c.get("now")),
    };
    const { head: found, ...rows } = await ask(db, together(parts));
    if (!found) throw new DomainError("not_found");
    c.set("seq", found.seq);
    const { epoch, seq } = found;
    return answer(c, { epoch, seq, ...rows });
  },
);

type Tables = Record<string, SnapshotPart>;

function shapesOf<T extends Tables>(parts: T): { [K in keyof T]: T[K]["shape"] } {
  const shapes = Object.entries(parts).map(([name, { shape }]) => [name, shape]);
  return Object.fromEntries(shapes);
}

function readings<T extends Tables>(
  parts: T,
  ...whose: [db: Db, school: string, role: Role, now: number]
): { [K in keyof T]: ReturnType<T[K]["read"]> } {
  const read = Object.entries(parts).map(([name, part]) => [name, part.read(...whose)]);
  return Object.fromEntries(read);
}
