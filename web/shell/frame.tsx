import { useLocation } from "@solidjs/router";
import { createComputed, createSignal, on, type ParentProps, Show } from "solid-js";
import { can } from "#domain/roles";
import { RecoveryBanner } from "../access/banner.tsx";
import { Feed, FeedContext } from "../activity/feed.tsx";
import { MessageBanner } from "../messages/banner.tsx";
import { pageAt } from "../page.ts";
import { usePlace } from "../place.ts";
import { followPages } from "../ui/arriving.ts";
import { followFocus } from "../ui/lists/follow-focus.ts";
import { StandstillBanner } from "../ui/live-pill.tsx";
import { createNarrow } from "../ui/narrow-screen.ts";
import { isFeedThere, isWide, rememberFeed } from "./feed-choice.ts";
import { Keys } from "./keys-listener.tsx";
import { MailBanner } from "./mail-banner.tsx";
import { MyMenu } from "./my-menu.tsx";
import { PageLinks } from "./page-links.tsx";
import { SchoolTile } from "./school-tile.tsx";
import { SkipLink } from "./skip-link.tsx";

/** What stands around every page: the school and its pages on the left, what is happening on the right. */
export function Shell(props: ParentProps) {
  const { me, pages } = usePlace();
  const isNarrow = createNarrow();
  const [isFeedOpen, setFeedOpen] = createSignal(isFeedThere());
  const feed = { isOpen: isFeedOpen, open: openFeed };
  const location = useLocation();
  // Where the column lies over the page, it must not lie over what one has gone to.
  createComputed(
    on(
      () => location.pathname + location.search,
      () => isWide() || setFeedOpen(false),
      { defer: true },
    ),
  );
  const hasFeed = () => can(me.role, "seeInvites") && !pageAt(pages, location.pathname)?.hasOwnFeed;
  followFocus();
  followPages();

  return (
    <div class="shell" classList={{ "with-feed": hasFeed() && isFeedOpen() }}>
      <SkipLink />
      <header class="sidebar">
        <Show when={!isNarrow()}>
          <SchoolTile />
        </Show>
        <PageLinks />
        <Show when={!isNarrow()}>
          <MyMenu />
        </Show>
      </header>
      <main class="page" id="page">
        <StandstillBanner />
        <RecoveryBanner />
        <MailBanner />
        <MessageBanner />
        <FeedContext.Provider value={feed}>{props.children}</FeedContext.Provider>
      </main>
      <Show when={hasFeed()}>
        <Feed isOpen={isFeedOpen()} close={closeFeed} />
      </Show>
      <Keys />
    </div>
  );

  function openFeed(): void {
    setFeedOpen(true);
    rememberFeed(true);
  }

  function closeFeed(): void {
    setFeedOpen(false);
    rememberFeed(false);
  }
}
