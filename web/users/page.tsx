import { useNavigate, useParams } from "@solidjs/router";
import UserPlus from "lucide-solid/icons/user-plus";
import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onMount,
  Show,
} from "solid-js";
import { isWhole } from "#domain/users/seen";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { lateDialog } from "../ui/late.tsx";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createSteadyList } from "../ui/lists/steady-list.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { UserBulkBar } from "./bulk-bar.tsx";
import {
  type Column,
  columnNames,
  countUsers,
  inOrder,
  type Order,
  searchUsers,
  type UserFilter,
  userFilterNames,
  userFilters,
  whyNotTicked,
} from "./list.ts";
import { UserTable } from "./table.tsx";

const UserPanel = lateDialog(() => import("./panel.tsx"));

/** Who has an account at the school, and all one may do about them [A1]. */
export default function UsersPage() {
  const { me, school } = usePlace();
  const params = useParams<{ user?: string }>();
  const navigate = useNavigate();
  usePageTitle("Users");
  const [filter, setFilter] = createSignal<UserFilter>("active");
  const [query, setQuery] = createSignal("");
  const [order, setOrder] = createSignal<Order>({ by: "name", isDescending: false });
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [ticks, setTicks] = createSignal<ReadonlySet<string>>(new Set());
  const users = createMemo(() => school.users.all().filter(isWhole));
  const byId = createMemo(() => new Map(users().map((user) => [user.id, user])));
  const figures = createMemo(() => countUsers(users()));
  const hasGroups = createMemo(() => users().some((user) => user.groupIds.length > 0));
  const sorted = createMemo(() => inOrder(users(), order()));
  const found = createMemo(() => searchUsers(sorted(), filter(), query()).map((user) => user.id));
  const steady = createSteadyList(found);
  // Whoever can no longer be ticked no longer is.
  const ticked = createMemo(() => new Set([...ticks()].filter(isTickable)));
  // What one asks for oneself shows at once.
  createComputed(on([filter, query, order], steady.apply, { defer: true }));
  createComputed(on(asked, (dialog) => dialog === null && steady.apply(), { defer: true }));
  createEffect(on(() => params.user, giveFocusBack));
  usePreloaded("mail", "deactivate", "password", "merge", "invite");
  onMount(() => {
    setTimeout(() => UserPanel.preload(), 500);
  });

  return (
    <>
      <PageTop title="Users">
        <FeedButton />
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
        filter={filter()}
        setFilter={setFilter}
        query={query()}
        setQuery={setQuery}
      >
        <SortChoice by={order().by} setBy={(by) => setOrder({ by, isDescending: false })} />
      </FilterBar>
      <p class="visually-hidden" role="status">
        {query() && `${found().length} found`}
      </p>
      <Show
        when={steady.shown().length > 0 || steady.updates() > 0}
        fallback={<Nothing filter={filter()} query={query()} clear={clear} />}
      >
        <UserTable
          ids={steady.shown()}
          users={byId()}
          asked={`${filter()} ${query()} ${order().by} ${order().isDescending}`}
          updates={steady.updates()}
          apply={steady.apply}
          watch={steady.watch}
          order={order()}
          setOrder={setOrder}
          openId={params.user}
          open={open}
          ticked={ticked()}
          setTicked={setTicks}
          hasGroups={hasGroups()}
        />
      </Show>
      <Show when={ticked().size > 0}>
        <UserBulkBar ids={[...ticked()]} ask={setAsked} clear={() => setTicks(new Set<string>())} />
      </Show>
      <Show when={params.user}>{(id) => <UserPanel id={id()} ask={setAsked} close={close} />}</Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function open(id: string): void {
    navigate(`/s/${school.id}/users/${id}`, { scroll: false });
  }

  function close(): void {
    navigate(`/s/${school.id}/users`, { scroll: false });
  }

  function clear(): void {
    setFilter("all");
    setQuery("");
  }

  function isTickable(id: string): boolean {
    const user = byId().get(id);
    return user !== undefined && whyNotTicked(me.role, user) === null;
  }
}

/** On phones the columns have no heads to sort by. */
function SortChoice(props: { by: Column; setBy: (by: Column) => void }) {
  const columns = Object.keys(columnNames) as Column[];
  return (
    <label class="sort-choice">
      Sort by
      <select
        class="input"
        value={props.by}
        onChange={(event) => props.setBy(event.currentTarget.value as Column)}
      >
        <For each={columns}>
          {(column) => <option value={column}>{columnNames[column]}</option>}
        </For>
      </select>
    </label>
  );
}

function Nothing(props: { filter: UserFilter; query: string; clear: () => void }) {
  return (
    <div class="panel">
      <h2>
        {props.filter === "inactive" && !props.query ? "Nobody is inactive" : "Nobody matches"}
      </h2>
      <p>
        {props.filter === "inactive" && !props.query
          ? "People whose account is deactivated stand here. Nobody is ever deleted."
          : "Try another word, or look at everybody."}
      </p>
      <button type="button" class="button" onClick={() => props.clear()}>
        Show everybody
      </button>
    </div>
  );
}

/** Whoever closes the panel stands at the row it was about. */
function giveFocusBack(now: string | undefined, before: string | undefined): void {
  if (now !== undefined || before === undefined) return;
  const row = document.querySelector<HTMLElement>(`.users [data-id="${CSS.escape(before)}"]`);
  (row ?? document.querySelector<HTMLElement>(".top .primary"))?.focus({ preventScroll: true });
}
