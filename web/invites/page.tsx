import { A, useNavigate, useParams } from "@solidjs/router";
import ListPlus from "lucide-solid/icons/list-plus";
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
import { isRecent } from "#domain/invites/recent";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { ListsOnTheirWay } from "../batches/progress.tsx";
import { usePlace } from "../place.ts";
import { HeadButton } from "../ui/head-button.tsx";
import { useKey } from "../ui/keys.ts";
import { createFacets } from "../ui/lists/choices/chosen-facets.ts";
import { FacetChoices } from "../ui/lists/choices/facet-choices.tsx";
import { createColumnChoice } from "../ui/lists/column-choice/column-choice.ts";
import { ColumnsButton } from "../ui/lists/column-choice/columns-button.tsx";
import { CsvButton } from "../ui/lists/csv-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createList } from "../ui/lists/list.ts";
import { createChosenPart } from "../ui/lists/part.ts";
import { PartMark } from "../ui/lists/part-mark.tsx";
import { SortChoice } from "../ui/lists/sort-choice.tsx";
import { ListTable } from "../ui/lists/table.tsx";
import { TickSeveral } from "../ui/lists/ticks/tick-several.tsx";
import { createTicks } from "../ui/lists/ticks/ticks.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import { createNarrow } from "../ui/narrow-screen.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { returnFocus } from "../ui/side-panel/side-panel.tsx";
import { lateDialog } from "../ui/waiting/late.tsx";
import { InvitePhoneCell } from "./cells/phone-cell.tsx";
import { inviteColumns, type OpenMenu } from "./columns.tsx";
import { inviteKey } from "./dialogs/invite-key.ts";
import { inviteFacets } from "./facets.ts";
import { factsOf } from "./facts.ts";
import { askingAmong, count, filterNames, filters, search } from "./list.ts";
import { InviteBulkBar } from "./many/bulk-bar.tsx";
import { inviteeName } from "./name.ts";
import { NoInvites } from "./nothing.tsx";
import { allOlder } from "./older/older.ts";
import { createRecent } from "./older/recent.ts";
import { askOlderOf, createWanted, wantedOf } from "./older/wanted.ts";
import { inOrder, inviteSorts } from "./order.ts";
import { invitePart } from "./parts.ts";

const InvitePanel = lateDialog(() => import("./panel/panel.tsx"));
const RowMenu = lateDialog(() => import("./row-menu.tsx"));
const OlderList = lateDialog(() => import("./older/older-list.tsx"));

/** In pixels. */
const rowHeight = { desk: 44, phone: 64 };

/** Every invite of the school, and all one may do about them. */
export default function InvitesPage() {
  const { school } = usePlace();
  const params = useParams<{ invite?: string }>();
  const navigate = useNavigate();
  const isNarrow = createNarrow();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [menu, openMenu] = createSignal<OpenMenu | null>(null);
  const chosen = createChosenPart(invitePart);
  const facets = createFacets(inviteFacets);
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
    filters,
    sorts: inviteSorts,
    first: { filter: "all", query: "", order: null },
    isHeld: () => menu() !== null,
  });
  const asking = createMemo(() => askingAmong(recent.rows()));
  /** Nobody is shown a choice that leads nowhere. */
  const offered = () =>
    filters.filter(
      (filter) => filter !== "todo" || figures().todo > 0 || list.asked().filter === filter,
    );
  const columns = inviteColumns({
    nameOf,
    isAsking: (id) => asking().has(id),
    ask: setAsked,
    menu,
    openMenu,
  });
  const columnChoice = createColumnChoice("invites", () => columns);
  // Only what the server knows of can be acted on.
  const whyNot = (id: string) => (school.invites.knownAt(id) ? null : "");
  const ticks = createTicks({ ids: list.ids, whyNot, refuse: () => {} });
  const ticked = createMemo(() => [...ticks.ticked()].flatMap((id) => at(id) ?? []));
  /** What of the older invites belongs below the list; null where none does. */
  const older = createWanted(() =>
    recent.hasOlder() && !chosen.part() ? wantedOf(list.asked(), facets.valueOf) : null,
  );
  /** Only whoever registered the school is here: their own invite stands in for no colleague's. */
  const isFirstDay = () =>
    !recent.hasOlder() &&
    list.ids().length > 0 &&
    recent.rows().every(({ invitedBy }) => invitedBy === null);
  const allById = () => new Map(ticked().map((row) => [row.id, row]));
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  // What one asks for oneself shows at once.
  createComputed(on([chosen.part, facets.chosen], list.apply, { defer: true }));
  /** Whose panel stands open; `new` is the dialog. */
  const openId = () => (params.invite === "new" ? undefined : params.invite);
  usePageTitle(() => at(openId())?.email ?? "Invites");
  /** The row that was opened here, and is in view. */
  let opened: string | undefined;
  createEffect(on(() => params.invite, follow));
  createEffect(lead);
  returnFocus("invites", openId);
  useKey(inviteKey, invite);
  usePreloaded("invite", "change", "fix", "resend", "withdraw", "many");
  onMount(() =>
    setTimeout(() => {
      InvitePanel.preload();
      RowMenu.preload();
      Menu.preload();
    }, 1_500),
  );

  return (
    <>
      <PageTop title="Invites" list={list}>
        <Show when={!isNarrow()}>{ways()}</Show>
        <HeadButton icon={UserPlus} words="Invite user" short="Invite" act={invite} />
      </PageTop>
      <ListsOnTheirWay />
      <FilterBar
        what="invites"
        filters={offered()}
        names={filterNames}
        figures={figures()}
        facts={factsOf(figures(), recent.hasOlder())}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
        phone={list.phone}
        choices={() => <FacetChoices facets={facets} rows={ofPart()} />}
        choicesInUse={facets.inUse()}
        more={() => (
          <>
            <SortChoice list={list} columns={columns} own="Newest" />
            <TickSeveral list={list} />
            {ways()}
          </>
        )}
        end={<ColumnsButton choice={columnChoice} />}
      >
        <PartMark name={chosen.part()?.name} leave={chosen.leave} />
      </FilterBar>
      <ListTable
        name="invites"
        label="Invites"
        list={list}
        facts={school.invites}
        columns={columnChoice.shown()}
        phoneCell={(row, { isOnItsWay }) => (
          <InvitePhoneCell
            invite={row()}
            isOnItsWay={isOnItsWay()}
            isAsking={asking().has(row().id)}
          />
        )}
        nameOf={({ email }) => email}
        rowHeight={rowHeight}
        open={open}
        opensByClick
        openId={openId()}
        ticks={ticks}
        fallback={
          <NoInvites
            total={recent.rows().length}
            ask={setAsked}
            clear={clear}
            hasOlder={recent.hasOlder()}
            isOlderBelow={older() !== null}
          />
        }
      />
      <Show when={older()}>
        {(wanted) => (
          <OlderList
            recent={recent}
            wanted={wanted()}
            openId={openId()}
            hrefOf={hrefOf}
            close={() => undefined}
          />
        )}
      </Show>
      <Show when={isFirstDay()}>
        <NoInvites total={0} ask={setAsked} clear={clear} />
      </Show>
      <Show when={ticked().length > 0}>
        <InviteBulkBar
          invites={ticked()}
          outOfSight={ticks.outOfSight()}
          ask={setAsked}
          clear={clearTicks}
        >
          <CsvButton
            name="invites"
            label="CSV"
            list={{ ids: () => ticked().map(({ id }) => id), byId: allById }}
            columns={columnChoice.shown()}
          />
        </InviteBulkBar>
      </Show>
      <Show when={menu()} keyed>
        {(open) => (
          <RowMenu {...open} ask={setAsked} openStory={openStory} close={() => openMenu(null)} />
        )}
      </Show>
      <Show when={openId()}>{(id) => <InvitePanel id={id()} ask={setAsked} close={close} />}</Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function invite(): void {
    setAsked({ dialog: "invite" });
  }

  /** What else one may do here, where a phone's head has no room for it. */
  function ways() {
    return (
      <>
        <FeedButton />
        <CsvButton name="invites" list={list} columns={columnChoice.shown()} rest={restOfFile} />
        <A class="button" href={`/s/${school.id}/invite-list`}>
          <ListPlus size={16} aria-hidden="true" />
          Invite a list
        </A>
      </>
    );
  }

  function clearTicks(): void {
    ticks.clear();
    list.phone.tick(false);
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

  function at(id: string | undefined) {
    return id === undefined ? undefined : school.invites.at(id);
  }

  /** What the list goes on with, below what the window holds. */
  async function restOfFile(): Promise<readonly PublicInvite[]> {
    const wanted = older();
    return wanted ? allOlder(askOlderOf(school.id, recent.since), wanted) : [];
  }

  function hrefOf(id: string): string {
    return `/s/${school.id}/invites/${id}${addressEnd()}`;
  }

  function open(id: string): void {
    opened = id;
    navigate(hrefOf(id), { scroll: false });
  }

  /** From a menu, which goes first. */
  function openStory(id: string): void {
    openMenu(null);
    open(id);
  }

  function close(): void {
    navigate(`/s/${school.id}/invites${addressEnd()}`, { scroll: false });
  }

  /** The address of a new invite asks for one, once. */
  function follow(id: string | undefined): void {
    if (id !== "new") return;
    navigate(`/s/${school.id}/invites${list.search()}`, { replace: true, scroll: false });
    invite();
  }

  /** Whoever comes by a link is led to its row, whatever was asked for; it may come later than the link. */
  function lead(): void {
    const id = openId();
    if (id === undefined) opened = undefined;
    const row = id === undefined ? undefined : at(id);
    if (id === undefined || id === opened || !row) return;
    opened = id;
    // What is older stands below the list, as far as somebody goes.
    if (isRecent(row, untrack(recent.since))) untrack(() => list.seek(id));
  }
}
