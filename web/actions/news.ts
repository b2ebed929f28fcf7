import type { Event } from "#domain/events";
import { isNews, sentence, spoken } from "#domain/sentences";
import type { Place } from "../place.ts";
import { type Note, note } from "../ui/notes.tsx";
import { wayBack } from "./undo.ts";

/** What comes without a longer pause than this is told at once, milliseconds. */
const gather = 400;
/** Nobody waits longer than this to be told, milliseconds. */
const patience = 3_000;
/** Less time than this is not worth offering Undo for, milliseconds. */
const blink = 500;

/** Tells what others did, in one note for each moment, which screen readers hear too [C5]. */
export function createTelling(place: Place): (events: Event[]) => void {
  let waiting: Event[] = [];
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return (events) => {
    const news = events.filter((event) => event.actor?.id !== place.me.id && isNews(event));
    if (news.length === 0) return;
    if (waiting.length === 0) since = Date.now();
    waiting.push(...news);
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(gather, since + patience - Date.now())));
  };

  function tell(): void {
    const [first, ...more] = waiting;
    waiting = [];
    if (first) note(more.length === 0 ? noteOf(first, place) : sum([first, ...more], place.me.id));
  }
}

/** What others did may be undone by whoever could have done it [C6]. */
function noteOf(event: Event, place: Place): Note {
  const told = sentence(event, place.me.id);
  const about = subjectOf(event);
  const words = { about, text: spoken(told), detail: told.detail, tone: told.tone };
  const way = wayBack(event, place);
  const left = way ? way.until - place.school.clock.now() : 0;
  if (!way || left < blink) return words;
  const act = async () => note({ about, text: await way.take() });
  return {
    ...words,
    action: {
      label: "Undo",
      act,
      isOffered: () => place.school.clock.second() < way.until && wayBack(event, place) !== null,
    },
    duration: left,
  };
}

/** Whose row an event is about: what was said of it before is no longer so. */
export function subjectOf(event: Event): string | undefined {
  if ("invite" in event && event.invite) return event.invite.id;
  return "user" in event ? event.user.id : undefined;
}

/** Many in one sentence. Of such notes only the latest stands. */
function sum(events: [Event, ...Event[]], me: string): Note {
  const { subject, verb } = sentence(events[0], me);
  return {
    about: "others",
    text: events.every(({ actor }) => actor)
      ? `${events.length} updates by others`
      : `${events.length} updates`,
    detail: `${subject} ${verb}, and ${events.length - 1} more.`,
  };
}
