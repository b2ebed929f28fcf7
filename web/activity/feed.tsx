import Activity from "lucide-solid/icons/activity";
import X from "lucide-solid/icons/x";
import { createContext, For, Show, useContext } from "solid-js";
import type { Event } from "#domain/events";
import { isNews, sentence, spoken } from "#domain/events/sentences";
import { placeOf, useAnnounced } from "../actions/noun.ts";
import { usePlace } from "../place.ts";
import { exactly, moment } from "../ui/times.ts";
import { EventSign, EventWords } from "./event-words.tsx";
import { FeedUndo } from "./feed-undo.tsx";

/** The column at the side: it stands open where there is room, and opens over the page where there is not. */
export const FeedContext = createContext<{ isOpen: () => boolean; open: () => void }>();

/** Brings the column back. */
export function FeedButton() {
  const feed = useContext(FeedContext);
  return (
    <Show when={feed && !feed.isOpen()}>
      <button
        type="button"
        class="button shrinking"
        title="Happening now"
        aria-expanded="false"
        aria-controls="happening"
        onClick={() => {
          feed?.open();
          document.getElementById("happening-close")?.focus();
        }}
      >
        <Activity size={16} aria-hidden="true" />
        <span>Happening now</span>
      </button>
    </Show>
  );
}

/** What is happening now: newest first, everybody's acts and time's. */
export function Feed(props: { isOpen: boolean; close: () => void }) {
  const { school } = usePlace();
  const told = () => school.feed.events().filter(isNews);
  return (
    <aside
      id="happening"
      class="aside"
      aria-labelledby="happening-title"
      hidden={!props.isOpen}
      onKeyDown={(event) => event.key === "Escape" && props.close()}
    >
      <div class="aside-top">
        <h2 id="happening-title">Happening now</h2>
        <button
          id="happening-close"
          type="button"
          class="icon-button"
          aria-label="Close Happening now"
          onClick={() => props.close()}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <ol class="feed">
        <For each={told()} fallback={<li class="muted">Nothing has happened yet.</li>}>
          {(event) => <Item event={event} />}
        </For>
      </ol>
    </aside>
  );
}

function Item(props: { event: Event }) {
  const { me, school } = usePlace();
  const { nouns } = useAnnounced();
  const words = () => sentence(props.event, me.id);
  return (
    <li class="feed-item" tabindex={-1}>
      <EventSign words={words()} />
      <div class="feed-words">
        <p>
          <a class="feed-link" href={placeOf(nouns, props.event, school.id)}>
            <EventWords words={words()} />
          </a>
          <span class="feed-detail">
            <Show when={words().detail}>{(detail) => `${detail()} · `}</Show>
            <time datetime={props.event.at} title={exactly(props.event.at, school.timeZone())}>
              {moment(props.event.at, school.clock.minute(), school.timeZone())}
            </time>
          </span>
        </p>
        <FeedUndo event={props.event} what={spoken(words())} />
      </div>
    </li>
  );
}
