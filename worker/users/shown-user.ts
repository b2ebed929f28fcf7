import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { PublicUser, publishedUser } from "#domain/users";
import type { Act } from "../act.ts";
import { findUser } from "./known.ts";

export const ShownUser = z.object({ user: PublicUser });

/** One user of the school. Refuses with `not_found`. */
export async function shownUser(
  { env, school }: Act,
  id: string,
): Promise<z.infer<typeof ShownUser>> {
  const known = await findUser(env, school, id);
  if (!known) throw new DomainError("not_found");
  return { user: publishedUser(known) };
}
