import { createMemo } from "solid-js";
import { useRowPlace } from "../place.ts";
import { GlanceBar, GlanceTop } from "../ui/glance/frame.tsx";
import type { Known } from "../ui/glance/row-place.ts";
import { stillList } from "../ui/glance/still-list.ts";
import { askedBy } from "../ui/lists/address.ts";
import { createColumnChoice } from "../ui/lists/column-choice/column-choice.ts";
import { Tabs } from "../ui/lists/filter-bar/tabs.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { createTicks } from "../ui/lists/ticks/ticks.ts";
import { InvitePhoneCell } from "./cells/phone-cell.tsx";
import { actionsColumn, inviteColumns, inviteRowHeight } from "./columns.tsx";
import { factsOf } from "./facts.ts";
import { askingAmong, count, filterNames, offered, search } from "./list.ts";
import { inviteeName } from "./name.ts";
import { createRecent } from "./older/recent.ts";
import { inOrder, inviteAskable } from "./order.ts";

/** The invites that a screen has room for, as their page is about to show them. */
export function InvitesGlance(props: { known: Known; params: Record<string, string> }) {
  const { school } = useRowPlace();
  const { invites, invitesSince } = props.known.snapshot;
  const recent = createRecent({
    invites: { all: () => invites },
    invitesSince: () => invitesSince,
    clock: school.clock,
  });
  const now = school.clock.now();
  const asked = askedBy(props.params, inviteAskable);
  const nameOf = (invite: (typeof invites)[number]) => inviteeName(school, invite);
  const found = search(inOrder(recent.rows(), asked.order), asked.filter, asked.query, now, nameOf);
  const list = stillList(found.slice(0, screenful()), asked, inviteAskable.sorts);
  const figures = count(recent.rows(), now, school.timeZone());
  const asking = createMemo(() => askingAmong(recent.rows()));
  const isAsking = (id: string) => asking().has(id);
  const columns = createColumnChoice("invites", () => [
    ...inviteColumns({ nameOf, isAsking }),
    { ...actionsColumn, cell: () => null },
  ]);
  return (
    <>
      <GlanceTop title="Invites" />
      <GlanceBar>
        <Tabs
          filters={offered(figures, asked.filter)}
          names={filterNames}
          figures={figures}
          facts={factsOf(figures, recent.hasOlder())}
          filter={asked.filter}
          setFilter={() => {}}
        />
      </GlanceBar>
      <ListTable
        name="invites"
        label="Invites"
        list={list}
        facts={{ at: school.invites.at, isExpected: () => false }}
        columns={columns.shown()}
        phoneCell={(row) => (
          <InvitePhoneCell invite={row()} isOnItsWay={false} isAsking={isAsking(row().id)} />
        )}
        nameOf={({ email }) => email}
        rowHeight={inviteRowHeight}
        open={() => {}}
        opensByClick
        ticks={createTicks({ ids: list.ids, whyNot: () => null, refuse: () => {} })}
        fallback={null}
      />
    </>
  );
}

/** Rows that a screen holds at most. */
function screenful(): number {
  return Math.ceil(innerHeight / inviteRowHeight.desk);
}
