import { nounOf } from "../kinds.ts";
import type { Sentence, Telling } from "../noun.ts";
import { type EventOf, type Noun, words } from "../nouns.ts";

/** The one place where events become words. `me` is the reader's user id; null speaks of everybody by name. */
export function sentence(event: EventOf<Noun>, me: string | null = null): Sentence {
  const actor = event.actor && (event.actor.id === me ? "You" : event.actor.name);
  const telling = { somebody: actor ?? "Staffroom", by: event.actor?.name ?? null, me };
  return say(nounOf(event.kind), event, telling);
}

/** Whether somebody at work wants to be told at once. */
export function isNews(event: EventOf<Noun>): boolean {
  return isNewsOf(nounOf(event.kind), event);
}

/** The sentence as one line of text. */
export function spoken({ subject, verb }: Sentence): string {
  return `${subject} ${verb}.`;
}

function say<N extends Noun>(noun: N, event: EventOf<N>, telling: Telling): Sentence {
  return words[noun].sentence(event, telling);
}

function isNewsOf<N extends Noun>(noun: N, event: EventOf<N>): boolean {
  return words[noun].isNews?.(event) ?? true;
}
