import { useNavigate, useParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createComputed, createMemo, on, onMount, Show } from "solid-js";
import { fullName } from "#domain/names";
import { FeedButton } from "../activity/feed.tsx";
import { createChosenGroup, GroupChoice } from "../groups/group-choice.tsx";
import { usePlace } from "../place.ts";
import { lateDialog } from "../ui/late.tsx";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { returnFocus } from "../ui/side-panel.tsx";
import { pupilColumns } from "./columns.tsx";
import {
  bySurname,
  countPupils,
  inOrder,
  pupilFilterNames,
  pupilFilters,
  pupilSorts,
  searchPupils,
  yearsOf,
} from "./list.ts";
import { NoPupils } from "./nothing.tsx";
import { rosterOf } from "./roster.ts";
import { createChosenYear, YearChoice } from "./year-choice.tsx";

const PupilPanel = lateDialog(() => import("./panel.tsx"));

/** In pixels. */
const rowHeight = { desk: 52, phone: 92 };

/** The school's pupils, and all one may do about them [S6]. */
export default function PupilsPage() {
  const { school } = usePlace();
  const params = useParams<{ pupil?: string }>();
  const navigate = useNavigate();
  const roster = rosterOf(school);
  usePageTitle(title);
  const [group, year] = [createChosenGroup(), createChosenYear()];
  const names = createMemo(() => new Map(school.groups.all().map(({ id, name }) => [id, name])));
  const pupils = createMemo(() =>
    roster.rows.all().map((pupil) => {
      const groups = pupil.groupIds.flatMap((id) => names().get(id) ?? []);
      return { ...pupil, groups: groups.sort((one, other) => one.localeCompare(other)) };
    }),
  );
  const looked = createMemo(() => {
    const [inGroup, inYear] = [group.id(), year.year()];
    return pupils().filter(
      ({ groupIds, yearGroup }) =>
        (!inGroup || groupIds.includes(inGroup)) && (!inYear || yearGroup === inYear),
    );
  });
  const list = createList({
    rows: looked,
    inOrder,
    search: searchPupils,
    filters: pupilFilters,
    sorts: pupilSorts,
    first: { filter: "active", query: "", order: bySurname },
  });
  const figures = createMemo(() => countPupils(looked()));
  const years = createMemo(() => yearsOf(roster.rows.all()));
  const columns = pupilColumns(addressOf, (id) => names().get(id));
  // What one asks for oneself shows at once, and so does the list when it comes.
  createComputed(on([group.id, year.year, roster.isWhole], list.apply, { defer: true }));
  returnFocus("pupils", () => params.pupil);
  onMount(() => {
    setTimeout(() => PupilPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Pupils">
        <FeedButton />
        <CsvButton name="pupils" list={list} columns={columns} />
        <button type="button" class="button primary" onClick={() => open("new")}>
          <Plus size={16} aria-hidden="true" />
          Add pupil
        </button>
      </PageTop>
      <FilterBar
        what="pupils"
        filters={pupilFilters}
        names={pupilFilterNames}
        figures={figures()}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
      >
        <YearChoice chosen={year} years={years()} />
        <GroupChoice chosen={group} />
        <SortChoice list={list} columns={columns} />
      </FilterBar>
      <ListTable
        name="pupils"
        label="Pupils"
        list={list}
        facts={{ at: (id) => list.byId().get(id), isExpected: roster.rows.isExpected }}
        columns={columns}
        nameOf={fullName}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={params.pupil}
        fallback={
          <NoPupils
            {...list.asked()}
            roster={roster}
            isNarrowed={group.id() !== null || year.year() !== null}
            clear={clear}
            add={() => open("new")}
          />
        }
      />
      <Show when={params.pupil}>{(id) => <PupilPanel id={id()} open={open} close={close} />}</Show>
    </>
  );

  function title(): string {
    const pupil = roster.rows.at(params.pupil ?? "");
    return pupil ? fullName(pupil) : "Pupils";
  }

  function addressOf(id: string): string {
    return `/s/${school.id}/pupils/${id}${search()}`;
  }

  function open(id: string): void {
    navigate(addressOf(id), { scroll: false });
  }

  function close(): void {
    navigate(`/s/${school.id}/pupils${search()}`, { scroll: false });
  }

  /** The end of the address that shows the same. */
  function search(): string {
    return year.within(group.within(list.search()));
  }

  function clear(): void {
    group.choose(null);
    year.choose(null);
    list.clear();
  }
}
