import { onMount, Show } from "solid-js";
import type { Event } from "#domain/events";
import { sentence } from "#domain/sentences";
import { glow } from "../glow.ts";
import { placeOf } from "../places.ts";
import { usePlace } from "../stores/school.ts";
import { exactly, timeOfDay } from "../times.ts";
import { EventSign, EventWords } from "./event-words.tsx";
import { Soft } from "./soft.tsx";

/** One thing that happened, in words, and the way to what it is about. */
export function ActivityLine(props: { event: Event; isNew: boolean }) {
  const { me, school } = usePlace();
  const words = () => sentence(props.event, me.id);
  let line: HTMLLIElement | undefined;
  onMount(() => props.isNew && line && glow(line));
  return (
    <li ref={line} class="activity-line">
      <EventSign words={words()} />
      <div class="activity-words">
        <a class="activity-link" data-id={props.event.seq} href={placeOf(props.event, school.id)}>
          <EventWords words={words()} />
        </a>
        <Show when={words().detail}>
          {(detail) => (
            <span class="sub">
              <Soft text={detail()} />
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
