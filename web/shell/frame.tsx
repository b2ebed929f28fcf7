import { A, useLocation } from "@solidjs/router";
import House from "lucide-solid/icons/house";
import { createComputed, createSignal, For, on, type ParentProps, Show } from "solid-js";
import { can } from "#domain/roles";
import { RecoveryBanner } from "../access/banner.tsx";
import { Feed, FeedContext } from "../activity/feed.tsx";
import { usePlace } from "../place.ts";
import { followFocus } from "../ui/lists/follow-focus.ts";
import { OfflineBanner } from "../ui/live-pill.tsx";
import { PresenceDots } from "../ui/presence/dots.tsx";
import { Keys } from "./keys-listener.tsx";
import { MyMenu } from "./my-menu.tsx";
import { SchoolTile } from "./school-tile.tsx";

const isWide = () => matchMedia("(min-width: 85rem)").matches;

/** What stands around every page: the school and its pages on the left, what is happening on the right. */
export function Shell(props: ParentProps) {
  const { me } = usePlace();
  const [isFeedOpen, setFeedOpen] = createSignal(isWide());
  const feed = { isOpen: isFeedOpen, open: () => setFeedOpen(true) };
  const location = useLocation();
  // Where the column lies over the page, it must not lie over what one has gone to.
  createComputed(
    on(
      () => location.pathname + location.search,
      () => isWide() || setFeedOpen(false),
      { defer: true },
    ),
  );
  const hasFeed = () => can(me.role, "seeInvites");
  followFocus();

  return (
    <div class="shell" classList={{ "with-feed": hasFeed() && isFeedOpen() }}>
      <header class="sidebar">
        <SchoolTile />
        <Pages />
        <MyMenu />
      </header>
      <main class="page">
        <OfflineBanner />
        <RecoveryBanner />
        <FeedContext.Provider value={feed}>{props.children}</FeedContext.Provider>
      </main>
      <Show when={hasFeed()}>
        <Feed isOpen={isFeedOpen()} close={() => setFeedOpen(false)} />
      </Show>
      <Keys />
    </div>
  );
}

/** Only the pages that this person may see. */
function Pages() {
  const { me, pages, school } = usePlace();
  const shown = () =>
    pages.flatMap(({ nav, ...page }) =>
      nav && (page.needs === null || can(me.role, page.needs)) ? [{ ...page, ...nav }] : [],
    );
  const headings = () => [...new Set(shown().map(({ heading }) => heading))];
  return (
    <nav aria-label="Pages">
      <Show when={!can(me.role, "seeInvites")}>
        <A class="nav-link" href={`/s/${school.id}`} end>
          <House size={16} aria-hidden="true" />
          <span class="nav-word">Home</span>
        </A>
      </Show>
      <For each={headings()}>
        {(heading) => (
          <>
            <h2 class="nav-heading">{heading}</h2>
            <For each={shown().filter((page) => page.heading === heading)}>
              {(page) => (
                <A class="nav-link" href={`/s/${school.id}/${page.path}`}>
                  <page.Icon size={16} aria-hidden="true" />
                  <span class="nav-word">{page.title}</span>
                  <PresenceDots page={page.path} />
                  <Show when={page.count?.(school)}>
                    {(count) => (
                      <span class="nav-count">
                        {count().number}
                        <span class="visually-hidden"> {count().word}</span>
                      </span>
                    )}
                  </Show>
                </A>
              )}
            </For>
          </>
        )}
      </For>
    </nav>
  );
}
