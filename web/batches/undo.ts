import { mostActedOn } from "#domain/invites/acts";
import type { Undo } from "../actions/noun.ts";
import { api, keyed } from "../replica/api.ts";
import { newKey } from "../replica/keys.ts";
import type { School } from "../replica/school.ts";

/** Takes a list back while its mails wait. */
export const undoOfBatch: Undo<"batch"> = ({ batch }, { school }) =>
  pendingOf(school, batch.id).length > 0 ? () => takeBack(school, batch.id) : null;

/** The ids of a list's invites that are still pending. */
export function pendingOf(school: School, batchId: string): string[] {
  return school.invites
    .all()
    .flatMap((invite) =>
      invite.batchId === batchId && invite.status === "pending" ? [invite.id] : [],
    );
}

/** Withdraws what of a list is pending; the mails that still wait never leave. Gives a sentence that says how things are then. */
export async function takeBack(school: School, batchId: string): Promise<string> {
  const ids = pendingOf(school, batchId);
  let done = 0;
  for (let from = 0; from < ids.length; from += mostActedOn) {
    const answer = await api.schools[":school"].invites.acts.$post({
      param: { school: school.id },
      json: { ids: ids.slice(from, from + mostActedOn), act: "revoke" },
      ...keyed(newKey()),
    });
    const { results } = await answer.json();
    for (const { invite } of results) if (invite) school.invites.took(invite);
    done += results.filter(({ outcome }) => outcome === "done").length;
  }
  return done === ids.length
    ? `The list is taken back: ${people(done)} not invited after all.`
    : `${done} of ${people(ids.length)} not invited after all. Look at the others in the list.`;
}

function people(count: number): string {
  return count === 1 ? "1 person is" : `${count} people are`;
}
