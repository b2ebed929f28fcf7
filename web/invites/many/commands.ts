import { type InviteAct, mostActedOn } from "#domain/invites/acts";
import { api, keyed } from "../../replica/api.ts";
import { inParts } from "../../replica/parts.ts";
import type { School } from "../../replica/school.ts";

/** What came of it for one of those ticked: `done`, or why not. */
export interface Verdict {
  id: string;
  outcome: string;
}

/** Does the same to many invites [I15]; what came of each is taken into the replica. Throws a `Problem` when all is refused. */
export function actOnMany(
  school: School,
  act: InviteAct,
  ids: readonly string[],
  key: string,
): Promise<Verdict[]> {
  const acts = api.schools[":school"].invites.acts;
  return inParts(ids, mostActedOn, key, async (part, partKey) => {
    const asked = { param: { school: school.id }, json: { ids: part, act }, ...keyed(partKey) };
    const { results } = await (await acts.$post(asked)).json();
    for (const { invite } of results) if (invite) school.invites.took(invite);
    return results;
  });
}
