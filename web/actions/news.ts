import type { Event } from "#domain/events";
import { isNews, sentence, spoken } from "#domain/events/sentences";
import { subjectOf } from "#domain/events/subjects";
import { type Note, note, say } from "../ui/notes.tsx";
import type { Here, Nouns } from "./noun.ts";
import { wayBack } from "./way-back.ts";

/** What comes without a longer pause than this is told at once, milliseconds. */
const gatherMs = 400;
/** Nobody waits longer than this to be told, milliseconds. */
const longestWaitMs = 3_000;
/** Less time than this is not worth offering Undo for, milliseconds. */
const leastUndoMs = 500;

/**
 * Tells what others did, once [U7]: what is seen where somebody looks has no note, the rest one for each moment. Screen readers
 * hear a sentence for each moment either way [C5].
 */
export function createNews(
  nouns: Nouns,
  here: Here,
  isInView: (event: Event) => boolean,
): (events: Event[]) => void {
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
    const [seen, unseen] = [waiting.filter(isInView), waiting.filter((event) => !isInView(event))];
    waiting = [];
    const heard = inOne(seen, (event) => wordsOf(event, here.me.id), here.me.id);
    const shown = inOne(unseen, (event) => noteOf(nouns, event, here), here.me.id);
    if (heard) say(heard);
    if (shown) note(shown);
  }
}

/** One by itself, many in one sentence. */
function inOne(events: readonly Event[], byItself: (event: Event) => Note, me: string) {
  const [first, ...more] = events;
  if (!first) return null;
  return more.length === 0 ? byItself(first) : sum([first, ...more], me);
}

function wordsOf(event: Event, me: string): Note {
  const told = sentence(event, me);
  return { about: subjectOf(event), text: spoken(told), detail: told.detail, tone: told.tone };
}

/** What others did may be undone by whoever could have done it [C6]. */
function noteOf(nouns: Nouns, event: Event, here: Here): Note {
  const words = wordsOf(event, here.me.id);
  const { about } = words;
  const way = wayBack(nouns, event, here);
  const left = way ? way.until - here.school.clock.now() : 0;
  if (!way || left < leastUndoMs) return words;
  const act = async () => note({ ...(about && { about }), text: await way.take() });
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
