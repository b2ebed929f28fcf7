import type { PublicInvite } from "#domain/invites";
import { settings } from "#worker/env";
import { signLink } from "#worker/links";
import { ask, bindings, origin, type Somebody } from "./people.ts";

/** The token in the mail of an invite's `generation`-th link. */
export function tokenOf(invite: { id: string }, generation = 1): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return signLink(found.linkKeys, "accept", invite.id, generation);
}

/** A filled-in set-up form; surnames differ so that usernames do. */
export function filledIn(changes: Record<string, string> = {}): Record<string, string> {
  const unique = crypto.randomUUID().slice(0, 8);
  return {
    givenName: "Joy",
    familyName: "Okafor",
    username: `ng75pn_okafor_${unique}`,
    password: "correct horse 7 battery",
    ...changes,
  };
}

/** Submits the set-up page as a browser without JavaScript does. */
export function submit(
  token: string,
  form: Record<string, string>,
  headers: Record<string, string> = { Origin: "null" },
): Promise<Response> {
  return ask(`/accept/${token}`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
  });
}

/** Sends an invite and gives it back; fails loudly. */
export async function invite(
  by: Somebody,
  details: Partial<{ email: string; role: string; staffType: string }> = {},
): Promise<PublicInvite> {
  const email = details.email ?? `${crypto.randomUUID().slice(0, 8)}@oakfield.example`;
  const answer = await by.call("POST", "/invites", { role: "editor", ...details, email });
  if (answer.status !== 201)
    throw new Error(`Not invited: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { invite: PublicInvite }).invite;
}

/** An invite as it stands now. */
export async function look(by: Somebody, { id }: { id: string }): Promise<PublicInvite> {
  const answer = await by.get(`/invites/${id}`);
  if (answer.status !== 200) throw new Error(`Not seen: ${answer.status}`);
  return ((await answer.json()) as { invite: PublicInvite }).invite;
}

export { origin };
