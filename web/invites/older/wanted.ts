import { createMemo } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { roles } from "#domain/roles";
import { staffTypes } from "#domain/users/staff";
import { api } from "../../replica/api.ts";
import type { Filter } from "../list.ts";
import type { AskOlder, OlderWanted } from "./older.ts";

/** So many come at a time, the most that a list gives. */
const portion = "200";

/** The longest text that the server looks for. */
const longestQuery = 100;

/** What is wanted, told anew only where it is something else: what was fetched for it stays as long. */
export function createWanted(find: () => OlderWanted | null): () => OlderWanted | null {
  return createMemo(find, undefined, {
    equals: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
}

/** What of the older invites a list that is asked for these goes on with; null where it has none of them. */
export function wantedOf(
  { filter, query }: { filter: Filter; query: string },
  chosenFor: (facet: string) => string | null,
): OlderWanted | null {
  // Whatever still wants somebody's act is no older invite.
  if (filter === "todo" || filter === "pending") return null;
  const chosen = {
    q: query.trim().slice(0, longestQuery),
    // An address may say anything.
    role: roles.find((role) => role === chosenFor("role")),
    staffType: (["none", ...staffTypes] as const).find((type) => type === chosenFor("type")),
    by: chosenFor("by"),
    status: filter === "all" ? null : filter,
  };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value)) as OlderWanted;
}

/** Asks a school's older invites of the server: those made before `since`, ISO 8601. */
export function askOlderOf(school: string, since: () => string): AskOlder {
  return async (wanted, cursor) => {
    const query = {
      ...wanted,
      before: since(),
      limit: portion,
      ...(cursor !== null && { cursor }),
    };
    return (await api.schools[":school"].invites.$get({ param: { school }, query })).json();
  };
}

/** Asks for one invite of a school. */
export function askInviteOf(school: string, id: string): () => Promise<PublicInvite> {
  return async () => {
    const answer = await api.schools[":school"].invites[":id"].$get({ param: { school, id } });
    return (await answer.json()).invite;
  };
}
