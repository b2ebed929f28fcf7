import type { Event } from "#domain/events";
import { isNews, sentence, spoken } from "#domain/sentences";
import { subjectOf } from "#domain/subjects";
import { type Note, note } from "../ui/notes.tsx";
import type { Here, Nouns } from "./noun.ts";
import { wayBack } from "./way-back.ts";

/** What comes without a longer pause than this is told at once, milliseconds. */
const gatherMs = 400;
/** Nobody waits longer than this to be told, milliseconds. */
const longestWaitMs = 3_000;
/** Less time than this is not worth offering Undo for, milliseconds. */
const leastUndoMs = 500;

/** Tells what others did, in one note for each moment, which screen readers hear too [C5]. */
export function createNews(nouns: Nouns, here: Here): (events: Event[]) => void {
  let waiting: Event[] = [];
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return (events) => {
    const news = events.filter((event) => event.actor?.id !== here.me.id && isNews(event));
    if (news.length === 0) return;
    if (waiting.length === 0) since = Date.now();
    waiting.push(...news);
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(gatherMs, since + longestWaitMs - Date.now())));
  };

  function tell(): void {
    const [first, ...more] = waiting;
    waiting = [];
    if (first)
      note(more.length === 0 ? noteOf(nouns, first, here) : sum([first, ...more], here.me.id));
  }
}

/** What others did may be undone by whoever could have done it [C6]. */
function noteOf(nouns: Nouns, event: Event, here: Here): Note {
  const told = sentence(event, here.me.id);
  const about = subjectOf(event);
  const words = { about, text: spoken(told), detail: told.detail, tone: told.tone };
  const way = wayBack(nouns, event, here);
  const left = way ? way.until - here.school.clock.now() : 0;
  if (!way || left < leastUndoMs) return words;
  const act = async () => note({ about, text: await way.take() });
  return {
    ...words,
    action: {
      label: "Undo",
      act,
      isOffered: () =>
        here.school.clock.second() < way.until && wayBack(nouns, event, here) !== null,
    },
    duration: left,
  };
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
