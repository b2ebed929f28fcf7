import { type Kind, kindsOfNouns, type Noun } from "./nouns.ts";

/** What events are about, as the first half of their kind. */
export const nouns = Object.keys(kindsOfNouns) as Noun[];

/** Everything that can happen. */
export const kinds: readonly Kind[] = Object.values(kindsOfNouns).flat();

/** The noun an event of this kind is about: all that comes before the dot. */
export function nounOf(kind: Kind): Noun {
  return kind.slice(0, kind.indexOf(".")) as Noun;
}
