import { type Accessor, createMemo } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { isRecent, recentSince } from "#domain/invites/recent";
import { iso } from "#domain/time";
import type { School } from "../../replica/school.ts";

/** The invites that list and figures are about, in every window the same, whatever else one of them has come to hold. */
export interface Recent {
  rows: Accessor<readonly PublicInvite[]>;
  /** From when on, ISO 8601. */
  since: Accessor<string>;
  /** Whether there are older ones, which are asked for. */
  hasOlder: Accessor<boolean>;
}

/** The recent invites of a school. */
export function createRecent({
  invites,
  invitesSince,
  clock,
}: Pick<School, "invitesSince" | "clock"> & { invites: Pick<School["invites"], "all"> }): Recent {
  const since = createMemo(() => iso(recentSince(clock.minute())));
  const rows = createMemo(() => {
    const all = invites.all();
    const recent = all.filter((invite) => isRecent(invite, since()));
    const revived = recent.filter(({ createdAt }) => createdAt < since());
    if (revived.length === 0) return recent.length === all.length ? all : recent;
    // One that has become recent again may have come to this window at any time.
    const young = recent.filter(({ createdAt }) => createdAt >= since());
    return [...young, ...revived.sort(newestFirst)];
  });
  const hasOlder = createMemo(
    () => invitesSince() !== null || rows().length < invites.all().length,
  );
  return { rows, since, hasOlder };
}

/** As the server orders them. */
function newestFirst(one: PublicInvite, other: PublicInvite): number {
  if (one.createdAt === other.createdAt) return one.id < other.id ? 1 : -1;
  return one.createdAt < other.createdAt ? 1 : -1;
}
