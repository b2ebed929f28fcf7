import type { InferRequestType, InferResponseType } from "hono/client";
import type { PublicInvite } from "#domain/invites";
import { type InviteAct, mostActedOn } from "#domain/invites/acts";
import type { ManyChange } from "#domain/users/acts";
import { api, keyed } from "../../replica/api.ts";
import { changeOnTop } from "../../replica/on-top.ts";
import { inParts } from "../../replica/parts.ts";
import type { School } from "../../replica/school.ts";

const acts = api.schools[":school"].invites.acts;

/** What came of it for one of those ticked: `done`, or why not. */
export type Verdict = InferResponseType<typeof acts.$post, 200>["results"][number];

/** Does the same to many invites [I15]; what came of each is taken into the replica. Throws a `Problem` when all is refused. */
export function actOnMany(
  school: School,
  act: InviteAct,
  ids: readonly string[],
  key: string,
): Promise<Verdict[]> {
  return inParts(ids, mostActedOn, key, (part, partKey) =>
    ask(school, { ids: part, act }, partKey),
  );
}

/** Makes many invites be to another role or staff type, as `actOnMany` acts. */
export function changeMany(
  school: School,
  seen: readonly PublicInvite[],
  change: ManyChange,
  key: string,
): Promise<Verdict[]> {
  return changeOnTop({ seen, change, ask: askOf, rowIn: ({ invite }: Verdict) => invite }, key);

  function askOf(ticked: readonly PublicInvite[], partsKey: string): Promise<Verdict[]> {
    return inParts(ticked, mostActedOn, partsKey, (part, partKey) => {
      const invites = part.map(({ id, version }) => ({ id, version }));
      return ask(school, { invites, act: "change", change }, partKey);
    });
  }
}

async function ask(
  school: School,
  json: InferRequestType<typeof acts.$post>["json"],
  key: string,
): Promise<Verdict[]> {
  const asked = { param: { school: school.id }, json, ...keyed(key) };
  const { results } = await (await acts.$post(asked)).json();
  for (const { invite } of results) if (invite) school.invites.took(invite);
  return results;
}
