import { onMount, Show } from "solid-js";
import type { Event } from "#domain/events";
import { sentence } from "#domain/events/sentences";
import { placeOf, useAnnounced } from "../actions/noun.ts";
import { usePlace } from "../place.ts";
import { Breakable } from "../ui/breakable.tsx";
import { highlight } from "../ui/lists/highlight.ts";
import { exactly, timeOfDay } from "../ui/times.ts";
import { EventSign, EventWords } from "./event-words.tsx";

/** One thing that happened, in words, and the way to what it is about. */
export function ActivityLine(props: { event: Event; isNew: boolean }) {
  const { me, school } = usePlace();
  const { nouns } = useAnnounced();
  const words = () => sentence(props.event, me.id);
  let line: HTMLLIElement | undefined;
  onMount(() => props.isNew && line && highlight(line));
  return (
    <li ref={line} class="activity-line">
      <EventSign words={words()} />
      <div class="activity-words">
        <a
          class="activity-link"
          data-id={props.event.seq}
          href={placeOf(nouns, props.event, school.id)}
        >
          <EventWords words={words()} />
        </a>
        <Show when={words().detail}>
          {(detail) => (
            <span class="sub">
              <Breakable text={detail()} />
            </span>
          )}
        </Show>
      </div>
      <time datetime={props.event.at} title={exactly(props.event.at, school.timeZone())}>
        {timeOfDay(props.event.at, school.timeZone())}
      </time>
    </li>
  );
}
