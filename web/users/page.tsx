import { useNavigate, useParams } from "@solidjs/router";
import UserPlus from "lucide-solid/icons/user-plus";
import { createComputed, createMemo, createSignal, on, onMount, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { createChosenGroup, GroupChoice } from "../groups/group-choice.tsx";
import { groupsOf } from "../groups/people.ts";
import { usePlace } from "../place.ts";
import { lateDialog } from "../ui/late.tsx";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { createChosenPart } from "../ui/lists/part.ts";
import { PartMark } from "../ui/lists/part-mark.tsx";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { createTicks } from "../ui/lists/ticks/ticks.ts";
import { note } from "../ui/notes.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { returnFocus } from "../ui/side-panel.tsx";
import { UserBulkBar } from "./bulk-bar.tsx";
import { userColumns } from "./columns.tsx";
import { countUsers, searchUsers, userFilterNames, userFilters, whyNotTicked } from "./list.ts";
import { NoUsers } from "./nothing.tsx";
import { bySurname, inOrder, userSorts } from "./order.ts";
import { userPart } from "./parts.ts";

const UserPanel = lateDialog(() => import("./panel/panel.tsx"));

/** In pixels. */
const rowHeight = { desk: 60, phone: 124 };

/** Who has an account at the school, and all one may do about them [A1]. */
export default function UsersPage() {
  const { me, school } = usePlace();
  const params = useParams<{ user?: string }>();
  const navigate = useNavigate();
  usePageTitle(title);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const users = createMemo(() => school.users.all().filter(isWhole));
  const chosen = createChosenGroup();
  const inGroup = createMemo(() => {
    const id = chosen.id();
    return id ? users().filter(({ groupIds }) => groupIds.includes(id)) : users();
  });
  const part = createChosenPart(userPart);
  const looked = part.within(inGroup, () => ({
    now: school.clock.minute(),
    timeZone: school.timeZone(),
  }));
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
  const columns = createMemo(() => userColumns(addressOf, hasGroups() ? groupNames : null));
  const ticks = createTicks({ ids: list.ids, whyNot, refuse });
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  // What one asks for oneself shows at once.
  createComputed(on([chosen.id, part.part], list.apply, { defer: true }));
  returnFocus("users", () => params.user);
  usePreloaded("mail", "deactivate", "password", "merge", "invite");
  onMount(() => {
    setTimeout(() => UserPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Users">
        <FeedButton />
        <CsvButton name="users" list={list} columns={columns()} />
        <button type="button" class="button primary" onClick={() => open("new")}>
          <UserPlus size={16} aria-hidden="true" />
          Add user
        </button>
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
      >
        <PartMark name={part.part()?.name} leave={part.leave} />
        <GroupChoice chosen={chosen} />
        <SortChoice list={list} columns={columns()} />
      </FilterBar>
      <ListTable
        name="users"
        label="Users"
        list={list}
        facts={{ at, isExpected: school.users.isExpected }}
        columns={columns()}
        nameOf={fullName}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={params.user}
        ticks={ticks}
        tickAllLabel="Tick everybody in this list who has an e-mail"
        fallback={<NoUsers {...list.asked()} clear={clear} />}
      />
      <Show when={ticks.ticked().size > 0}>
        <UserBulkBar ids={[...ticks.ticked()]} ask={setAsked} clear={ticks.clear} />
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
    return part.search(chosen.within(list.search()));
  }

  function clear(): void {
    part.leave();
    chosen.choose(null);
    list.clear();
  }

  function groupNames(user: PublicUser): string[] {
    return groupsOf(school, user).map(({ name }) => name);
  }

  function whyNot(id: string): string | null {
    const user = list.byId().get(id);
    return user ? whyNotTicked(me.role, user) : "";
  }

  function refuse(why: string): void {
    note({ text: "This row cannot be ticked.", detail: why });
  }
}
