import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { isNews, sentence } from "#domain/events/sentences";
import { dayOf } from "#domain/time";
import { placeOf, useAnnounced } from "../actions/noun.ts";
import { EventWords } from "../activity/event-words.tsx";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/use-presence.ts";
import { Avatar } from "../ui/avatar.tsx";
import { useWhereabouts } from "../ui/presence/whereabouts.ts";
import { exactly, isSameDay, timeOfDay } from "../ui/times.ts";
import { OverviewCard } from "./card.tsx";
import { shortDay } from "./short-day.ts";

/** So much of what has just happened is told; the rest is on its own page. */
const mostTold = 4;

/** Which admins are here now, where they are, and what has just happened. */
export function HereCard() {
  const { me, school } = usePlace();
  const presence = usePresence();
  const whereabouts = useWhereabouts();
  const { nouns } = useAnnounced();
  const told = () => school.feed.events().filter(isNews).slice(0, mostTold);
  const count = () => presence.others().length + 1;
  return (
    <OverviewCard
      title="Who is here"
      name="here"
      aside={<span class="muted">{count() === 1 ? "Only you" : `${count()} admins`}</span>}
    >
      <ul class="people">
        <For each={presence.others()}>
          {(person) => (
            <li>
              <Avatar name={person.name} />
              <div>
                <A class="person" href={whereabouts.href(person)} noScroll>
                  {person.name}
                </A>
                <span class="sub">{capital(whereabouts.words(person))}</span>
              </div>
            </li>
          )}
        </For>
        <li>
          <Avatar name={me.name} />
          <div>
            <strong>You</strong>
            <span class="sub">On the Overview</span>
          </div>
        </li>
      </ul>
      <h3>Just now</h3>
      <ol class="just-now">
        <For each={told()} fallback={<li class="muted">Nothing has happened yet.</li>}>
          {(event) => (
            <li>
              <time datetime={event.at} title={exactly(event.at, school.timeZone())}>
                {when(event.at)}
              </time>
              <A href={placeOf(nouns, event, school.id)}>
                <EventWords words={sentence(event, me.id)} />
              </A>
            </li>
          )}
        </For>
      </ol>
      <Show when={told().length > 0}>
        <div class="overview-foot">
          <A class="figure" href={`/s/${school.id}/activity`}>
            All activity
          </A>
        </div>
      </Show>
    </OverviewCard>
  );

  /** Of today the clock, of other days the day. */
  function when(at: string): string {
    const [time, timeZone] = [Date.parse(at), school.timeZone()];
    return isSameDay(time, school.clock.minute(), timeZone)
      ? timeOfDay(at, timeZone)
      : shortDay(dayOf(time, timeZone));
  }
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
