import UserPlus from "lucide-solid/icons/user-plus";
import { createComputed, createSignal, on, onMount, Show } from "solid-js";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { ListsOnTheirWay } from "../batches/progress.tsx";
import { usePlace } from "../place.ts";
import { HeadButton } from "../ui/head-button.tsx";
import { useKey } from "../ui/keys.ts";
import { FacetChoices } from "../ui/lists/choices/facet-choices.tsx";
import { createColumnChoice } from "../ui/lists/column-choice/column-choice.ts";
import { ColumnsButton } from "../ui/lists/column-choice/columns-button.tsx";
import { FilterBar } from "../ui/lists/filter-bar/filter-bar.tsx";
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
import { inviteActions, type OpenMenu } from "./actions-column.tsx";
import { InvitePhoneCell } from "./cells/phone-cell.tsx";
import { inviteColumns, inviteRowHeight } from "./columns.tsx";
import { inviteKey } from "./dialogs/invite-key.ts";
import { factsOf } from "./facts.ts";
import { filterNames } from "./list.ts";
import { NoInvites } from "./nothing.tsx";
import { createOpened } from "./page/opened.ts";
import { createShown } from "./page/shown.ts";
import { TickedInvites } from "./page/ticked.tsx";
import { Ways } from "./page/ways.tsx";

const InvitePanel = lateDialog(() => import("./panel/panel.tsx"));
const RowMenu = lateDialog(() => import("./row-menu.tsx"));
const OlderList = lateDialog(() => import("./older/older-list.tsx"));

/** Every invite of the school, and all one may do about them. */
export default function InvitesPage() {
  const { school } = usePlace();
  const isNarrow = createNarrow();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [menu, openMenu] = createSignal<OpenMenu | null>(null);
  const shown = createShown(() => menu() !== null);
  const { chosen, facets, recent, figures, list, asking, older } = shown;
  const isAsking = (id: string) => asking().has(id);
  const columns = [
    ...inviteColumns({ nameOf: shown.nameOf, isAsking }),
    inviteActions({ isAsking, ask: setAsked, menu, openMenu }),
  ];
  const columnChoice = createColumnChoice("invites", () => columns);
  // Only what the server knows of can be acted on.
  const whyNot = (id: string) => (school.invites.knownAt(id) ? null : "");
  const ticks = createTicks({ ids: list.ids, whyNot, refuse: () => {} });
  createComputed(on(asked, (dialog) => dialog === null && list.apply(), { defer: true }));
  // What one asks for oneself shows at once.
  createComputed(on([chosen.part, facets.chosen], list.apply, { defer: true }));
  const opened = createOpened(shown, invite);
  usePageTitle(() => opened.row()?.email ?? "Invites");
  returnFocus("invites", opened.openId);
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
        filters={shown.offered()}
        names={filterNames}
        figures={figures()}
        facts={factsOf(figures(), recent.hasOlder())}
        filter={list.asked().filter}
        setFilter={list.show}
        query={list.asked().query}
        setQuery={list.type}
        phone={list.phone}
        choices={() => (
          <FacetChoices facets={facets} rows={shown.ofPart()} hasMore={older() !== null} />
        )}
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
          <InvitePhoneCell invite={row()} isOnItsWay={isOnItsWay()} isAsking={isAsking(row().id)} />
        )}
        nameOf={({ email }) => email}
        rowHeight={inviteRowHeight}
        open={opened.open}
        opensByClick
        openId={opened.openId()}
        ticks={ticks}
        fallback={
          <NoInvites
            total={recent.rows().length}
            ask={setAsked}
            clear={shown.clear}
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
            openId={opened.openId()}
            hrefOf={opened.hrefOf}
            close={() => undefined}
          />
        )}
      </Show>
      <Show when={shown.isFirstDay()}>
        <NoInvites total={0} ask={setAsked} clear={shown.clear} />
      </Show>
      <TickedInvites
        ticks={ticks}
        columns={columnChoice.shown()}
        ask={setAsked}
        clear={clearTicks}
      />
      <Show when={menu()} keyed>
        {(open) => (
          <RowMenu {...open} ask={setAsked} openStory={openStory} close={() => openMenu(null)} />
        )}
      </Show>
      <Show when={opened.openId()}>
        {(id) => (
          <InvitePanel
            id={id()}
            isAsking={asking().has(id())}
            ask={setAsked}
            close={opened.close}
          />
        )}
      </Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function invite(): void {
    setAsked({ dialog: "invite" });
  }

  function ways() {
    return <Ways shown={shown} columns={columnChoice.shown()} />;
  }

  function clearTicks(): void {
    ticks.clear();
    list.phone.tick(false);
  }

  /** From a menu, which goes first. */
  function openStory(id: string): void {
    openMenu(null);
    opened.open(id);
  }
}
