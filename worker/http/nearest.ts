import type { Runtime } from "../act.ts";
import type { Env } from "../env.ts";

/**
 * Reads what a link leads to from the nearest copy of the database, and from the primary where that copy is not `sure`: it may
 * be behind, and a link that has just been mailed must not look wrong. For pages alone: what is written is decided at the primary.
 */
export async function nearestFirst<T>(
  runtime: Runtime,
  read: (runtime: Runtime) => Promise<T>,
  isSure: (found: T) => boolean,
): Promise<T> {
  const near = await read({ ...runtime, env: nearest(runtime.env) });
  return isSure(near) ? near : read(runtime);
}

/** The same bindings, over the nearest copy of the database. */
export function nearest(env: Env): Env {
  const copy = env.DB.withSession("first-unconstrained");
  return Object.create(env, { DB: { value: copy } });
}
