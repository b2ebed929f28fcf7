import { type InviteStatus, type NewInvite, type PublicInvite, undoTime } from "#domain/invites";
import type { Person } from "#domain/names";
import { api, isRefusal, keyed, onVersion } from "../replica/api.ts";
import { newKey } from "../replica/keys.ts";
import { changed, expectUntil } from "../replica/rows.ts";
import type { School } from "../replica/school.ts";
import { expectedInvite, moved, resent, restored, withdrawn } from "./expectations.ts";

export type InviteEdit = Pick<PublicInvite, "role" | "staffType">;

/** One wish to invite somebody: however often it is asked for, the invite is made once. */
export interface Sending {
  details: NewInvite & { id: string };
  key: string;
}

/** For this long a sent invite's mail waits for somebody to think better of it [C6], seconds. */
const hold = String(undoTime / 1_000);

/** A wish to invite somebody, with an id and a key of its own. */
export function newSending(details: NewInvite, key: string = newKey()): Sending {
  return { details: { ...details, id: key }, key };
}

/**
 * What one may ask of a school's invites. Each shows at once what it is about to bring, puts the answer into the replica, and
 * throws a `Problem` when refused; the row is as it was then.
 */
export function createCommands(school: School) {
  const routes = api.schools[":school"].invites;
  const param = { school: school.id };
  const { invites } = school;

  return { send, resend, cancel, withdraw, restore, change, fix, look };

  /** With `by`, the inviter, it is shown at once. */
  async function send({ details, key }: Sending, by?: Person): Promise<PublicInvite> {
    const takeBack = by
      ? invites.expectNew(expectedInvite(details, by, school.clock.now()))
      : () => {};
    const sent = routes.$post({ param, json: details, query: { hold }, ...keyed(key) });
    return expectUntil(takeBack, sent.then(keep));
  }

  /** `before` is how often it had been resent when this was first asked for. */
  async function resend(id: string, key: string, before = resendsOf(id)): Promise<PublicInvite> {
    const takeBack = invites.expect(id, resent(before, school.clock.now()));
    const sent = routes[":id"].resends.$post({ param: { ...param, id }, ...keyed(key) });
    return expectUntil(takeBack, sent.then(keep));
  }

  /** Thinks better of an invite before its mail leaves; where it has left, its link dies all the same: `hasLeft` then. */
  async function cancel(id: string): Promise<{ hasLeft: boolean }> {
    const takeBack = invites.expect(id, withdrawn(school.clock.now()));
    return expectUntil(takeBack, stop());

    async function stop(): Promise<{ hasLeft: boolean }> {
      try {
        await routes[":id"].$delete({ param: { ...param, id } }).then(keep);
        return { hasLeft: false };
      } catch (error) {
        if (!isRefusal(error, "too_late")) throw error;
        const { delivery } = await withdraw(id);
        return { hasLeft: delivery !== "queued" };
      }
    }
  }

  async function withdraw(id: string): Promise<PublicInvite> {
    const takeBack = invites.expect(id, withdrawn(school.clock.now()));
    const answer = routes[":id"].revocation.$put({ param: { ...param, id } }).then(keep);
    return expectUntil(takeBack, unlessSo(id, "revoked", answer));
  }

  async function restore(id: string): Promise<PublicInvite> {
    const takeBack = invites.expect(id, restored());
    const answer = routes[":id"].revocation.$delete({ param: { ...param, id } }).then(keep);
    return expectUntil(takeBack, unlessSo(id, "pending", answer));
  }

  async function change(
    id: string,
    version: number,
    changes: Partial<InviteEdit>,
  ): Promise<PublicInvite> {
    const answer = routes[":id"]
      .$patch({ param: { ...param, id }, json: changes, ...onVersion(version) })
      .then(keep);
    return expectUntil(invites.expect(id, changed<PublicInvite>(changes)), answer);
  }

  /** Gives an invite another address, and with it a new link. */
  async function fix(id: string, version: number, email: string): Promise<PublicInvite> {
    const answer = routes[":id"]
      .$patch({ param: { ...param, id }, json: { email }, ...onVersion(version) })
      .then(keep);
    return expectUntil(invites.expect(id, moved(email, school.clock.now())), answer);
  }

  function resendsOf(id: string): number {
    return invites.knownAt(id)?.resends ?? 0;
  }

  /** What the server knows of an address. */
  async function look(email: string) {
    const address = { ...param, email: encodeURIComponent(email) };
    return (await api.schools[":school"].addresses[":email"].$get({ param: address })).json();
  }

  /** Somebody may have been quicker, or the first answer was lost: what is so already is no refusal. */
  async function unlessSo(
    id: string,
    status: InviteStatus,
    answer: Promise<PublicInvite>,
  ): Promise<PublicInvite> {
    try {
      return await answer;
    } catch (error) {
      if (!isRefusal(error, "not_pending", "too_late")) throw error;
      const invite = await routes[":id"].$get({ param: { ...param, id } }).then(keep, () => null);
      if (invite?.status !== status) throw error;
      return invite;
    }
  }

  async function keep(response: {
    json(): Promise<{ invite: PublicInvite }>;
  }): Promise<PublicInvite> {
    const { invite } = await response.json();
    school.invites.took(invite);
    return invite;
  }
}
