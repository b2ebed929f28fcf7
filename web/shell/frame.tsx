import { A, useLocation } from "@solidjs/router";
import ClipboardClock from "lucide-solid/icons/clipboard-clock";
import House from "lucide-solid/icons/house";
import KeyRound from "lucide-solid/icons/key-round";
import Mail from "lucide-solid/icons/mail";
import Users from "lucide-solid/icons/users";
import { createComputed, createSignal, on, type ParentProps, Show } from "solid-js";
import { can } from "#domain/roles";
import { isActive } from "#domain/users/seen";
import { RecoveryBanner } from "../access/banner.tsx";
import { Feed, FeedContext } from "../activity/feed.tsx";
import { search } from "../invites/list.ts";
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
  const { me, school } = usePlace();
  const pending = () => search(school.invites.all(), "pending", "").length;
  const active = () => school.users.all().filter(isActive).length;
  return (
    <nav aria-label="Pages">
      <Show
        when={can(me.role, "seeInvites")}
        fallback={
          <A class="nav-link" href={`/s/${school.id}`} end>
            <House size={16} aria-hidden="true" />
            <span class="nav-word">Home</span>
          </A>
        }
      >
        <h2 class="nav-heading">Admin</h2>
        <A class="nav-link" href={`/s/${school.id}/invites`}>
          <Mail size={16} aria-hidden="true" />
          <span class="nav-word">Invites</span>
          <PresenceDots page="invites" />
          <span class="nav-count">
            {pending()}
            <span class="visually-hidden"> pending</span>
          </span>
        </A>
        <A class="nav-link" href={`/s/${school.id}/users`}>
          <Users size={16} aria-hidden="true" />
          <span class="nav-word">Users</span>
          <PresenceDots page="users" />
          <span class="nav-count">
            {active()}
            <span class="visually-hidden"> active</span>
          </span>
        </A>
        <A class="nav-link" href={`/s/${school.id}/activity`}>
          <ClipboardClock size={16} aria-hidden="true" />
          <span class="nav-word">Activity</span>
          <PresenceDots page="activity" />
        </A>
        <h2 class="nav-heading">School</h2>
        <A class="nav-link" href={`/s/${school.id}/access`}>
          <KeyRound size={16} aria-hidden="true" />
          <span class="nav-word">Access</span>
          <PresenceDots page="access" />
        </A>
      </Show>
    </nav>
  );
}
