import { createMemo } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { usePlace } from "../../place.ts";
import { createFacets } from "../../ui/lists/choices/chosen-facets.ts";
import { createList } from "../../ui/lists/list.ts";
import { createChosenPart } from "../../ui/lists/part.ts";
import { inviteFacets } from "../facets.ts";
import { askingAmong, count, offered, search } from "../list.ts";
import { inviteeName } from "../name.ts";
import { allOlder } from "../older/older.ts";
import { createRecent } from "../older/recent.ts";
import { askOlderOf, createWanted, wantedOf } from "../older/wanted.ts";
import { inOrder, inviteAskable } from "../order.ts";
import { invitePart } from "../parts.ts";

/** Which invites are shown, of all there are: by what the address asks for. `isHeld` keeps them in their places. */
export function createShown(isHeld: () => boolean) {
  const { school } = usePlace();
  const chosen = createChosenPart(invitePart);
  const facets = createFacets(inviteFacets(school));
  const recent = createRecent(school);
  const ofPart = chosen.within(recent.rows, () => ({
    now: school.clock.minute(),
    timeZone: school.timeZone(),
  }));
  const invites = facets.within(ofPart);
  const figures = createMemo(() => count(invites(), school.clock.minute(), school.timeZone()));
  const nameOf = (invite: PublicInvite) => inviteeName(school, invite);
  const list = createList({
    rows: invites,
    inOrder,
    search: (rows, filter, query) => search(rows, filter, query, school.clock.minute(), nameOf),
    ...inviteAskable,
    isHeld,
  });
  const asking = createMemo(() => askingAmong(recent.rows()));
  /** What of the older invites belongs below the list; null where none does. */
  const older = createWanted(() =>
    recent.hasOlder() && !chosen.part() ? wantedOf(list.asked(), facets.valueOf) : null,
  );

  return {
    chosen,
    facets,
    recent,
    ofPart,
    figures,
    nameOf,
    list,
    asking,
    older,
    offered: () => offered(figures(), list.asked().filter),
    isFirstDay,
    restOfFile,
    clear,
    addressEnd,
  };

  /** Only whoever registered the school is here: their own invite stands in for no colleague's. */
  function isFirstDay(): boolean {
    return (
      !recent.hasOlder() &&
      list.ids().length > 0 &&
      recent.rows().every(({ invitedBy }) => invitedBy === null)
    );
  }

  /** What the list goes on with, below what the window holds. */
  async function restOfFile(): Promise<readonly PublicInvite[]> {
    const wanted = older();
    return wanted ? allOlder(askOlderOf(school.id, recent.since), wanted) : [];
  }

  function clear(): void {
    chosen.leave();
    facets.clear();
    list.clear();
  }

  /** The end of the address that shows the same. */
  function addressEnd(): string {
    return facets.search(chosen.search(list.search()));
  }
}

export type Shown = ReturnType<typeof createShown>;
