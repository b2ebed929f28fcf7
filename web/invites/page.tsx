import { useSearchParams } from "@solidjs/router";
import UserPlus from "lucide-solid/icons/user-plus";
import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  on,
  onMount,
  Show,
  untrack,
} from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { useKey } from "../ui/keys.ts";
import { lateDialog } from "../ui/late.tsx";
import { Menu } from "../ui/late-menu.ts";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { note } from "../ui/notes.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { inviteColumns, type OpenMenu } from "./columns.tsx";
import { Counters } from "./counters.tsx";
import { inviteKey } from "./dialogs/invite-key.ts";
import { count, filterNames, filters, search } from "./list.ts";
import { NoInvites } from "./nothing.tsx";
import { inOrder, inviteSorts } from "./order.ts";

const RowMenu = lateDialog(() => import("./row-menu.tsx"));

/** In pixels. */
const rowHeight = { desk: 60, phone: 190 };

/** Every invite of the school, and all one may do about them. */
export default function InvitesPage() {
  const { school, liveness } = usePlace();
  usePageTitle("Invites");
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [params, setParams] = useSearchParams<{ invite: string }>();
  const [named, setNamed] = createSignal<string | null>(null);
  const [menu, openMenu] = createSignal<OpenMenu | null>(null);
  const figures = createMemo(() =>
    count(school.invites.all(), school.clock.minute(), school.timeZone()),
  );
  const list = createList({
    rows: school.invites.all,
    inOrder,
    search: (rows, filter, query) => search(rows, filter, query, accountName),
    filters,
    sorts: inviteSorts,
    first: { filter: "all", query: "", order: null },
    isHeld: () => menu() !== null,
  });
  const columns = inviteColumns({ ask: setAsked, menu, openMenu });
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  createEffect(on(() => params.invite, follow));
  createEffect(find);
  useKey(inviteKey, invite);
  usePreloaded("invite", "change", "resend", "withdraw");
  onMount(() =>
    setTimeout(() => {
      RowMenu.preload();
      Menu.preload();
    }, 1_500),
  );

  return (
    <>
      <PageTop title="Invites">
        <FeedButton />
        <CsvButton name="invites" list={list} columns={columns} />
        <button type="button" class="button primary" onClick={invite}>
          <UserPlus size={16} aria-hidden="true" />
          Invite user
        </button>
      </PageTop>
      <Counters figures={figures()} />
      <FilterBar
        what="invites"
        filters={filters}
        names={filterNames}
        figures={figures()}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
      >
        <SortChoice list={list} columns={columns} own="Newest" />
      </FilterBar>
      <ListTable
        name="invites"
        label="Invites"
        list={list}
        facts={school.invites}
        columns={columns}
        nameOf={({ email }) => email}
        rowHeight={rowHeight}
        open={openMenuOf}
        fallback={<NoInvites total={list.total()} ask={setAsked} clear={list.clear} />}
      />
      <Show when={menu()} keyed>
        {(open) => <RowMenu {...open} ask={setAsked} close={() => openMenu(null)} />}
      </Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function invite(): void {
    setAsked({ dialog: "invite" });
  }

  /** Whose account came of an invite, as its row says. */
  function accountName({ userId }: PublicInvite): string | null {
    const user = userId === null ? undefined : school.users.at(userId);
    return user ? fullName(user) : null;
  }

  function openMenuOf(id: string, row: HTMLElement): void {
    const anchor = row.querySelector<HTMLElement>("[aria-haspopup=menu]");
    if (anchor) openMenu({ id, anchor });
  }

  /** The address names an invite to be led to, or `new`. It is followed once: the same link leads there again. */
  function follow(id: string | undefined): void {
    if (!id) return;
    setParams({ invite: null }, { replace: true });
    if (id === "new") invite();
    else setNamed(id);
  }

  /** What was kept may be older than the link: only a list that is up to date tells that there is no such invite. */
  function find(): void {
    const id = named();
    if (id === null) return;
    const isThere = school.invites.at(id) !== undefined;
    if (!isThere && liveness() !== "live") return;
    setNamed(null);
    if (isThere) untrack(() => list.seek(id));
    else
      note({
        text: "That invite is not in the list.",
        detail: "The link may be of another school, or incomplete.",
      });
  }
}
