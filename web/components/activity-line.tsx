import { onMount, Show } from "solid-js";
import type { Event } from "#domain/events";
import { sentence } from "#domain/sentences";
import { glow } from "../glow.ts";
import { placeOf } from "../places.ts";
import { usePlace } from "../stores/school.ts";
import { exactly, timeOfDay } from "../times.ts";
import { Avatar } from "./avatar.tsx";
import { Sign } from "./feed.tsx";
import { Soft } from "./soft.tsx";

/** One thing that happened, in words, and the way to what it is about. */
export function ActivityLine(props: { event: Event; isNew: boolean }) {
  const { me, school } = usePlace();
  const zone = () => school.school()?.timeZone ?? "Europe/London";
  const words = () => sentence(props.event, me.id);
  let line: HTMLLIElement | undefined;
  onMount(() => props.isNew && line && glow(line));
  return (
    <li ref={line} class="activity-line" onAnimationEnd={(event) => event.currentTarget.classList.remove("glow")}>
      <Show when={words().by} fallback={<Sign tone={words().tone} />}>
        {(name) => <Avatar name={name()} />}
      </Show>
      <div class="activity-words">
        <a class="activity-link" data-id={props.event.seq} href={placeOf(props.event, school.id)}>
          <strong>
            <Soft text={words().subject} />
          </strong>{" "}
          <Soft text={words().verb} />
        </a>
        <Show when={words().detail}>
          {(detail) => (
            <span class="sub">
              <Soft text={detail()} />
            </span>
          )}
        </Show>
      </div>
      <time datetime={props.event.at} title={exactly(props.event.at, zone())}>
        {timeOfDay(props.event.at, zone())}
      </time>
    </li>
  );
}
