import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { DomainError } from "#domain/errors";
import { type Ability, can } from "#domain/roles";
import type { App } from "./app.ts";
import { put } from "./headers.ts";
import { noted } from "./notes.ts";

/** Only for an active member of the school in the path: to anybody else there is no such school. */
export const inSchool = createMiddleware<App, "/:school">(async (c, next) => {
  const me = c.get("me");
  const seat = me.seats.find((candidate) => candidate.schoolId === c.req.param("school"));
  if (!seat) throw new DomainError("not_found");
  if (me.mustChangePassword) throw new DomainError("password_change_required");
  c.set("seat", seat);
  c.set("seq", seat.seq);
  await next();
  if (c.res.status !== 101) put(c, "X-Seq", `${seat.epoch}.${c.get("seq")}`);
});

/** What the context of a route knows behind `may`. */
export interface Permitted {
  out: { ability: Ability };
}

/** Only for roles with this ability, which must still allow it when something is written. Refuses with `forbidden`. */
export function may(ability: Ability): MiddlewareHandler<App, string, Permitted> {
  const check: MiddlewareHandler<App, string, Permitted> = async (c, next) => {
    if (!can(c.get("seat").role, ability)) throw new DomainError("forbidden");
    c.set("ability", ability);
    await next();
  };
  return noted(check, { needs: ability });
}
