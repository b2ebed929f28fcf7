import type { BatchRow } from "#domain/batches";
import { undoTime } from "#domain/invites";
import { api, keyed } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

/** For this long the mails of a sent list wait for somebody to think better of it [C6], seconds. */
const hold = String(undoTime / 1_000);

/** Sends a list, once for each key. Throws a `Problem` when refused. */
export async function sendList(school: School, rows: readonly BatchRow[], key: string) {
  const answer = await api.schools[":school"].invites.batches.$post({
    param: { school: school.id },
    json: { rows: [...rows] },
    query: { hold },
    ...keyed(key),
  });
  const sent = await answer.json();
  for (const { invite } of sent.results) if (invite) school.invites.took(invite);
  school.batches.took(sent.batch);
  return sent;
}

/** What became of each row of a list that was sent. */
export async function resultsOf(school: School, id: string) {
  const param = { school: school.id, id };
  return (await api.schools[":school"].invites.batches[":id"].results.$get({ param })).json();
}
