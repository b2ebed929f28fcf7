import { useSearchParams } from "@solidjs/router";
import UserPlus from "lucide-solid/icons/user-plus";
import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  on,
  onMount,
  untrack,
} from "solid-js";
import { Dialogs, usePreloaded } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { FeedButton } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { useKey } from "../ui/keys.ts";
import { Menu } from "../ui/late-menu.ts";
import { FilterBar } from "../ui/lists/filter-bar.tsx";
import { createSteadyList } from "../ui/lists/steady-list.ts";
import { note } from "../ui/notes.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { Counters } from "./counters.tsx";
import { count, type Filter, filterNames, filters, search } from "./list.ts";
import { inviteKey } from "./on-page.ts";
import { InviteTable } from "./table.tsx";

/** Every invite of the school, and all one may do about them. */
export function InvitesPage() {
  const { school, liveness } = usePlace();
  usePageTitle("Invites");
  const [filter, setFilter] = createSignal<Filter>("all");
  const [query, setQuery] = createSignal("");
  const [isHeld, setHeld] = createSignal(false);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [params, setParams] = useSearchParams<{ invite: string }>();
  const [named, setNamed] = createSignal<string | null>(null);
  const [sought, setSought] = createSignal<string | null>(null);
  const figures = createMemo(() =>
    count(school.invites.all(), school.clock.minute(), school.timeZone()),
  );
  const found = createMemo(() =>
    search(school.invites.all(), filter(), query()).map((invite) => invite.id),
  );
  const steady = createSteadyList(found, isHeld);
  // What one asks for oneself shows at once.
  createComputed(on([filter, query], steady.apply, { defer: true }));
  createComputed(on(asked, (dialog) => dialog === null && steady.apply(), { defer: true }));
  createEffect(on(() => params.invite, follow));
  createEffect(find);
  useKey(inviteKey, invite);
  usePreloaded("invite", "change", "resend", "withdraw");
  onMount(() => setTimeout(Menu.preload, 1_500));

  return (
    <>
      <PageTop title="Invites">
        <FeedButton />
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
        filter={filter()}
        setFilter={setFilter}
        query={query()}
        setQuery={setQuery}
      />
      <InviteTable
        ids={steady.shown()}
        asked={`${filter()} ${query()}`}
        updates={steady.updates()}
        apply={steady.apply}
        watch={steady.watch}
        hold={setHeld}
        ask={setAsked}
        total={figures().all}
        clear={clear}
        sought={sought()}
        arrive={() => setSought(null)}
      />
      <Dialogs asked={asked()} ask={setAsked} />
    </>
  );

  function invite(): void {
    setAsked({ dialog: "invite" });
  }

  function clear(): void {
    setFilter("all");
    setQuery("");
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
    if (isThere) untrack(() => seek(id));
    else
      note({
        text: "That invite is not in the list.",
        detail: "The link may be of another school, or incomplete.",
      });
  }

  function seek(id: string): void {
    if (!found().includes(id)) clear();
    steady.apply();
    setSought(id);
  }
}
