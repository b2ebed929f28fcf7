import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { type Actor, PublicUser, publishedUser } from "#domain/users";
import type { AppContext } from "../http/app.ts";
import { findUser } from "./commands.ts";

export const ShownUser = z.object({ user: PublicUser });

/** Whoever asks, as the domain's rules about users know them. */
export function asActor(c: AppContext): Actor {
  return { id: c.get("me").id, role: c.get("seat").role };
}

/** One user of the school. Refuses with `not_found`. */
export async function shownUser(c: AppContext, id: string): Promise<z.infer<typeof ShownUser>> {
  const known = await findUser(c.env, c.get("seat").schoolId, id);
  if (!known) throw new DomainError("not_found");
  return { user: publishedUser(known.account, known.membership) };
}
