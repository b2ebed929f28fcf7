import type { InferResponseType } from "hono/client";
import type { PublicUser } from "#domain/users";
import { type ManyChange, mostChanged, type Ticked } from "#domain/users/acts";
import { api, keyed } from "../../replica/api.ts";
import { newKey } from "../../replica/keys.ts";
import { inParts } from "../../replica/parts.ts";
import type { School } from "../../replica/school.ts";

const acts = api.schools[":school"].users.acts;

/** What came of it for one of those ticked: `done`, or why not. */
export type Verdict = InferResponseType<typeof acts.$post, 200>["results"][number];

/**
 * Gives many people another role or staff type, on top of whatever else others have changed of them meanwhile [C2]. How each is
 * then is taken into the replica. Throws a `Problem` when all is refused.
 */
export async function changeMany(
  school: School,
  seen: readonly PublicUser[],
  change: ManyChange,
  key: string,
): Promise<Verdict[]> {
  const first = await ask(seen, key);
  const before = new Map(seen.map((user) => [user.id, user]));
  const elsewhere = first.flatMap(({ id, outcome, user }) =>
    outcome === "changed" && user && isElsewhere(change, before.get(id), user) ? [user] : [],
  );
  if (elsewhere.length === 0) return first;
  const second = new Map((await ask(elsewhere, newKey())).map((verdict) => [verdict.id, verdict]));
  return first.map((verdict) => second.get(verdict.id) ?? verdict);

  function ask(ticked: readonly Ticked[], partsKey: string): Promise<Verdict[]> {
    return inParts(ticked, mostChanged, partsKey, async (part, partKey) => {
      const users = part.map(({ id, version }) => ({ id, version }));
      const asked = { param: { school: school.id }, json: { users, change }, ...keyed(partKey) };
      const { results } = await (await acts.$post(asked)).json();
      for (const { user } of results) if (user) school.users.took(user);
      return results;
    });
  }
}

/** Whether others have changed nothing of what is to be changed, or into the same. */
function isElsewhere(change: ManyChange, seen: PublicUser | undefined, now: PublicUser): boolean {
  return (["role", "staffType"] as const).every(
    (field) =>
      change[field] === undefined || now[field] === seen?.[field] || now[field] === change[field],
  );
}
