import { useNavigate, useParams } from "@solidjs/router";
import UserPlus from "lucide-solid/icons/user-plus";
import { createComputed, createMemo, createSignal, on, onMount, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { groupsOf } from "../groups/people.ts";
import { usePlace } from "../place.ts";
import { HeadButton } from "../ui/head-button.tsx";
import { createFacets } from "../ui/lists/choices/chosen-facets.ts";
import { FacetChoices } from "../ui/lists/choices/facet-choices.tsx";
import { createColumnChoice } from "../ui/lists/column-choice/column-choice.ts";
import { ColumnsButton } from "../ui/lists/column-choice/columns-button.tsx";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { createChosenPart } from "../ui/lists/part.ts";
import { PartMark } from "../ui/lists/part-mark.tsx";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { TickSeveral } from "../ui/lists/ticks/tick-several.tsx";
import { createTicks } from "../ui/lists/ticks/ticks.ts";
import { createNarrow } from "../ui/narrow-screen.ts";
import { note } from "../ui/notes.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { returnFocus } from "../ui/side-panel/side-panel.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { createAlike } from "./alike.ts";
import { UserBulkBar } from "./bulk-bar.tsx";
import { UserPhoneCell } from "./cells/phone-cell.tsx";
import { userColumns } from "./columns.tsx";
import { userFacets } from "./facets.ts";
import { countUsers, searchUsers, userFilterNames, userFilters, whyNotTicked } from "./list.ts";
import { NoUsers } from "./nothing.tsx";
import { bySurname, inOrder, userSorts } from "./order.ts";
import { userPart } from "./parts.ts";

const UserPanel = lateDialog(() => import("./panel/panel.tsx"));

/** In pixels. */
const rowHeight = { desk: 44, phone: 64 };

/** Who has an account at the school, and all one may do about them [A1]. */
export default function UsersPage() {
  const { me, school } = usePlace();
  const params = useParams<{ user?: string }>();
  const navigate = useNavigate();
  const isNarrow = createNarrow();
  usePageTitle(title);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const users = createMemo(() => school.users.all().filter(isWhole));
  const facets = createFacets(userFacets(school));
  const part = createChosenPart(userPart);
  const ofPart = part.within(users, () => ({
    now: school.clock.minute(),
    timeZone: school.timeZone(),
  }));
  const looked = facets.within(ofPart);
  const alike = createAlike(users);
  const list = createList({
    rows: looked,
    inOrder,
    search: searchUsers,
    filters: userFilters,
    sorts: userSorts,
    first: { filter: "active", query: "", order: bySurname },
  });
  const figures = createMemo(() => countUsers(looked()));
  const hasGroups = createMemo(() => school.groups.all().length > 0);
  const columns = createMemo(() => userColumns(addressOf, alike, hasGroups() ? groupNames : null));
  const columnChoice = createColumnChoice("users", columns);
  const ticks = createTicks({ ids: list.ids, whyNot, refuse });
  const ticked = createMemo(() => [...ticks.ticked()].flatMap((id) => at(id) ?? []));
  const allById = () => new Map(ticked().map((row) => [row.id, row]));
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  // What one asks for oneself shows at once.
  createComputed(on([facets.chosen, part.part], list.apply, { defer: true }));
  returnFocus("users", () => params.user);
  usePreloaded("mail", "changeUsers", "deactivate", "password", "merge", "invite");
  onMount(() => {
    setTimeout(() => UserPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Users" list={list}>
        <Show when={!isNarrow()}>{ways()}</Show>
        <HeadButton icon={UserPlus} words="Add user" short="Add" act={() => open("new")} />
      </PageTop>
      <FilterBar
        what="users"
        filters={userFilters}
        names={userFilterNames}
        figures={figures()}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
        phone={list.phone}
        choices={() => <FacetChoices facets={facets} rows={ofPart()} />}
        choicesInUse={facets.inUse()}
        more={() => (
          <>
            <SortChoice list={list} columns={columns()} />
            <TickSeveral list={list} />
            {ways()}
          </>
        )}
        end={<ColumnsButton choice={columnChoice} />}
      >
        <PartMark name={part.part()?.name} leave={part.leave} />
      </FilterBar>
      <ListTable
        name="users"
        label="Users"
        list={list}
        facts={{ at, isExpected: school.users.isExpected }}
        columns={columnChoice.shown()}
        phoneCell={(row, { isOnItsWay }) => (
          <UserPhoneCell user={row()} isOnItsWay={isOnItsWay()} alike={alike(row().id)} />
        )}
        nameOf={fullName}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={params.user}
        ticks={ticks}
        tickAllLabel="Tick everybody in this list"
        fallback={<NoUsers {...list.asked()} clear={clear} />}
      />
      <Show when={ticked().length > 0}>
        <UserBulkBar
          users={ticked()}
          outOfSight={ticks.outOfSight()}
          ask={setAsked}
          clear={clearTicks}
        >
          <CsvButton
            name="users"
            label="CSV"
            list={{ ids: () => ticked().map(({ id }) => id), byId: allById }}
            columns={columnChoice.shown()}
          />
        </UserBulkBar>
      </Show>
      <Show when={params.user}>{(id) => <UserPanel id={id()} ask={setAsked} close={close} />}</Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function at(id: string) {
    const user = school.users.at(id);
    return isWhole(user) ? user : undefined;
  }

  function addressOf(id: string): string {
    return `/s/${school.id}/users/${id}${search()}`;
  }

  function title(): string {
    const user = params.user === undefined ? undefined : at(params.user);
    return user ? fullName(user) : "Users";
  }

  function open(id: string): void {
    navigate(addressOf(id), { scroll: false });
  }

  function close(): void {
    navigate(`/s/${school.id}/users${search()}`, { scroll: false });
  }

  /** The end of the address that shows the same. */
  function search(): string {
    return facets.search(part.search(list.search()));
  }

  /** What else one may do here, where a phone's head has no room for it. */
  function ways() {
    return (
      <>
        <FeedButton />
        <CsvButton name="users" list={list} columns={columnChoice.shown()} />
      </>
    );
  }

  function clearTicks(): void {
    ticks.clear();
    list.phone.tick(false);
  }

  function clear(): void {
    part.leave();
    facets.clear();
    list.clear();
  }

  function groupNames(user: PublicUser): string[] {
    return groupsOf(school, user).map(({ name }) => name);
  }

  function whyNot(id: string): string | null {
    const user = at(id);
    return user ? whyNotTicked(me.role, user) : "";
  }

  function refuse(why: string): void {
    note({ text: "This row cannot be ticked.", detail: why });
  }
}
