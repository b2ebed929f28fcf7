import type { InferResponseType } from "hono/client";
import type { PublicUser } from "#domain/users";
import { type ManyChange, mostChanged } from "#domain/users/acts";
import { api, keyed } from "../../replica/api.ts";
import { changeOnTop } from "../../replica/on-top.ts";
import { inParts } from "../../replica/parts.ts";
import type { School } from "../../replica/school.ts";

const acts = api.schools[":school"].users.acts;

/** What came of it for one of those ticked: `done`, or why not. */
export type Verdict = InferResponseType<typeof acts.$post, 200>["results"][number];

/**
 * Gives many people another role or staff type. How each is then is taken into the replica. Throws a `Problem` when all is
 * refused.
 */
export function changeMany(
  school: School,
  seen: readonly PublicUser[],
  change: ManyChange,
  key: string,
): Promise<Verdict[]> {
  return changeOnTop({ seen, change, ask, rowIn: ({ user }: Verdict) => user }, key);

  function ask(ticked: readonly PublicUser[], partsKey: string): Promise<Verdict[]> {
    return inParts(ticked, mostChanged, partsKey, async (part, partKey) => {
      const users = part.map(({ id, version }) => ({ id, version }));
      const asked = { param: { school: school.id }, json: { users, change }, ...keyed(partKey) };
      const { results } = await (await acts.$post(asked)).json();
      for (const { user } of results) if (user) school.users.took(user);
      return results;
    });
  }
}
