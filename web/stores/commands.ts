import type { NewInvite, PublicInvite } from "#domain/invites";
import { api } from "../api.ts";
import type { School } from "./school.ts";

export type InviteEdit = Pick<PublicInvite, "role" | "staffType">;

/** What one may ask of a school's invites. Each puts the answer into the replica at once, and throws a `Problem` when refused. */
export function createCommands(school: School) {
  const routes = api.schools[":school"].invites;
  const param = { school: school.id };

  return { send, resend, withdraw, restore, change, look };

  async function send(details: NewInvite): Promise<PublicInvite> {
    return keep(await routes.$post({ param, json: details }));
  }

  async function resend(id: string): Promise<PublicInvite> {
    return keep(await routes[":id"].resends.$post({ param: { ...param, id } }));
  }

  async function withdraw(id: string): Promise<PublicInvite> {
    return keep(await routes[":id"].revocation.$put({ param: { ...param, id } }));
  }

  async function restore(id: string): Promise<PublicInvite> {
    return keep(await routes[":id"].revocation.$delete({ param: { ...param, id } }));
  }

  async function change(id: string, version: number, changes: Partial<InviteEdit>): Promise<PublicInvite> {
    const headers = { "If-Match": `"${version}"` };
    return keep(await routes[":id"].$patch({ param: { ...param, id }, json: changes }, { headers }));
  }

  /** What the server knows of an address. */
  async function look(email: string) {
    const address = { ...param, email: encodeURIComponent(email) };
    return (await api.schools[":school"].addresses[":email"].$get({ param: address })).json();
  }

  async function keep(response: { json(): Promise<{ invite: PublicInvite }> }): Promise<PublicInvite> {
    const { invite } = await response.json();
    school.took(invite);
    return invite;
  }
}

export type Commands = ReturnType<typeof createCommands>;
