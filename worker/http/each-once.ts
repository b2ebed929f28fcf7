import type { Act } from "../act.ts";
import {
  actOnMany,
  type OnEach,
  type Verdict,
  type Verdicts,
  verdictsAgain,
} from "../events/act-on-many.ts";
import { once } from "./idempotency.ts";

/**
 * Does the same to many rows, once for each Idempotency-Key, each row once: a verdict per row, in their order, the same for a
 * repeat. Refuses as `once` and `actOnMany` do.
 */
export async function eachOnce<A extends Act, F, R extends { id: string }>(
  c: Parameters<typeof once>[0],
  act: A,
  named: readonly string[],
  onEach: OnEach<A, F, R>,
): Promise<({ id: string } & Verdict<R>)[]> {
  const ids = [...new Set(named)];
  const mine: Partial<Verdicts<R>> = {};
  const command = await once(c, async (key) => {
    Object.assign(mine, await actOnMany({ ...act, key }, ids, onEach));
    return mine.command ?? null;
  });
  const verdicts =
    mine.verdicts && mine.command === command
      ? mine.verdicts
      : await verdictsAgain(act, ids, onEach, command);
  return ids.map((id) => ({ id, ...(verdicts.get(id) ?? { outcome: "busy", row: null }) }));
}
