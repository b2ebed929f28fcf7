import { useNavigate, useParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createComputed, createMemo, on, onMount, Show } from "solid-js";
import { fullName } from "#domain/names";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { HeadButton } from "../ui/head-button.tsx";
import { createFacets } from "../ui/lists/choices/chosen-facets.ts";
import { FacetChoices } from "../ui/lists/choices/facet-choices.tsx";
import { createColumnChoice } from "../ui/lists/column-choice/column-choice.ts";
import { ColumnsButton } from "../ui/lists/column-choice/columns-button.tsx";
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
import { pupilColumns } from "./columns.tsx";
import { pupilFacets } from "./facets.ts";
import {
  bySurname,
  countPupils,
  inOrder,
  pupilFilterNames,
  pupilFilters,
  pupilSorts,
  searchPupils,
} from "./list.ts";
import { NoPupils } from "./nothing.tsx";
import { PupilPhoneCell } from "./phone-cell.tsx";
import { rosterOf } from "./roster.ts";

const PupilPanel = lateDialog(() => import("./panel.tsx"));

/** In pixels. */
const rowHeight = { desk: 44, phone: 64 };

/** The school's pupils, and all one may do about them [S6]. */
export default function PupilsPage() {
  const { school } = usePlace();
  const params = useParams<{ pupil?: string }>();
  const navigate = useNavigate();
  const roster = rosterOf(school);
  usePageTitle(title);
  const isNarrow = createNarrow();
  const facets = createFacets(pupilFacets(school));
  const names = createMemo(() => new Map(school.groups.all().map(({ id, name }) => [id, name])));
  const pupils = createMemo(() =>
    roster.rows.all().map((pupil) => {
      const groups = pupil.groupIds.flatMap((id) => names().get(id) ?? []);
      return { ...pupil, groups: groups.sort((one, other) => one.localeCompare(other)) };
    }),
  );
  const looked = facets.within(pupils);
  const list = createList({
    rows: looked,
    inOrder,
    search: searchPupils,
    filters: pupilFilters,
    sorts: pupilSorts,
    first: { filter: "active", query: "", order: bySurname },
  });
  const figures = createMemo(() => countPupils(looked()));
  const columns = pupilColumns(addressOf, (id) => names().get(id));
  const columnChoice = createColumnChoice("pupils", () => columns);
  // What one asks for oneself shows at once, and so does the list when it comes.
  createComputed(on([facets.chosen, roster.isWhole], list.apply, { defer: true }));
  returnFocus("pupils", () => params.pupil);
  onMount(() => {
    setTimeout(() => PupilPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Pupils" list={list}>
        <Show when={!isNarrow()}>{ways()}</Show>
        <HeadButton icon={Plus} words="Add pupil" short="Add" act={() => open("new")} />
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
        phone={list.phone}
        choices={() => <FacetChoices facets={facets} rows={pupils()} />}
        choicesInUse={facets.inUse()}
        more={() => (
          <>
            <SortChoice list={list} columns={columns} />
            {ways()}
          </>
        )}
        end={<ColumnsButton choice={columnChoice} />}
      />
      <ListTable
        name="pupils"
        label="Pupils"
        list={list}
        facts={{ at: (id) => list.byId().get(id), isExpected: roster.rows.isExpected }}
        columns={columnChoice.shown()}
        phoneCell={(row, { isOnItsWay }) => (
          <PupilPhoneCell pupil={row()} isOnItsWay={isOnItsWay()} />
        )}
        nameOf={fullName}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={params.pupil}
        fallback={
          <NoPupils
            {...list.asked()}
            roster={roster}
            isNarrowed={facets.inUse() > 0}
            clear={clear}
            add={() => open("new")}
          />
        }
      />
      <Show when={params.pupil}>{(id) => <PupilPanel id={id()} open={open} close={close} />}</Show>
    </>
  );

  /** What else one may do here, where a phone's head has no room for it. */
  function ways() {
    return (
      <>
        <FeedButton />
        <CsvButton name="pupils" list={list} columns={columnChoice.shown()} />
      </>
    );
  }

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
    return facets.search(list.search());
  }

  function clear(): void {
    facets.clear();
    list.clear();
  }
}
