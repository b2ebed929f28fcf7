import { useNavigate, useParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createComputed, createMemo, createSignal, on, onMount, Show } from "solid-js";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { rosterOf } from "../pupils/roster.ts";
import { HeadButton } from "../ui/head-button.tsx";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { createNarrow } from "../ui/narrow-screen.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { returnFocus } from "../ui/side-panel/side-panel.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { groupColumns } from "./columns.tsx";
import { counted } from "./counts.ts";
import {
  byName,
  countGroups,
  groupFilterNames,
  groupFilters,
  groupSorts,
  inOrder,
  searchGroups,
} from "./list.ts";
import { NoGroups } from "./nothing.tsx";
import { GroupPhoneCell } from "./phone-cell.tsx";

const GroupPanel = lateDialog(() => import("./panel.tsx"));

/** In pixels. */
const rowHeight = { desk: 44, phone: 64 };

/** The school's groups, and all one may do about them [S4]. */
export default function GroupsPage() {
  const { school } = usePlace();
  const params = useParams<{ group?: string }>();
  const navigate = useNavigate();
  const isNarrow = createNarrow();
  usePageTitle(() => school.groups.at(params.group ?? "")?.name ?? "Groups");
  const roster = rosterOf(school);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const groups = createMemo(() =>
    counted(school.groups.all(), school.users.all(), roster.isWhole() ? roster.rows.all() : null),
  );
  const figures = createMemo(() => countGroups(groups()));
  const list = createList({
    rows: groups,
    inOrder,
    search: searchGroups,
    filters: groupFilters,
    sorts: groupSorts,
    first: { filter: "active", query: "", order: byName },
  });
  const columns = groupColumns(addressOf);
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  returnFocus("groups", () => params.group);
  usePreloaded("members");
  onMount(() => {
    setTimeout(() => GroupPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Groups" list={list}>
        <Show when={!isNarrow()}>{ways()}</Show>
        <HeadButton icon={Plus} words="Add group" short="Add" act={() => open("new")} />
      </PageTop>
      <FilterBar
        what="groups"
        filters={groupFilters}
        names={groupFilterNames}
        figures={figures()}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
        phone={list.phone}
        more={() => (
          <>
            <SortChoice list={list} columns={columns} />
            {ways()}
          </>
        )}
      />
      <ListTable
        name="groups"
        label="Groups"
        list={list}
        facts={{ at: (id) => list.byId().get(id), isExpected: school.groups.isExpected }}
        columns={columns}
        phoneCell={(row, { isOnItsWay }) => (
          <GroupPhoneCell group={row()} isOnItsWay={isOnItsWay()} />
        )}
        nameOf={({ name }) => name}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={params.group}
        fallback={
          <NoGroups
            {...list.asked()}
            hasAny={groups().length > 0}
            clear={list.clear}
            add={() => open("new")}
          />
        }
      />
      <Show when={params.group}>
        {(id) => <GroupPanel id={id()} ask={setAsked} open={open} close={close} />}
      </Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  /** What else one may do here, where a phone's head has no room for it. */
  function ways() {
    return (
      <>
        <FeedButton />
        <CsvButton name="groups" list={list} columns={columns} />
      </>
    );
  }

  function addressOf(id: string): string {
    return `/s/${school.id}/groups/${id}${list.search()}`;
  }

  function open(id: string): void {
    navigate(addressOf(id), { scroll: false });
  }

  function close(): void {
    navigate(`/s/${school.id}/groups${list.search()}`, { scroll: false });
  }
}
