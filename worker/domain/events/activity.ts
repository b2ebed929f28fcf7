import * as z from "zod/mini";
import { kinds, nounOf, nouns } from "../kinds.ts";
import { type EventOf, type Kind, type Noun, views } from "../nouns.ts";
import { dayAfter, isDay, startOfDay } from "../time.ts";
import { subjectOf } from "./subjects.ts";

const Day = z.string().check(z.refine(isDay, "Use a day such as 2026-11-22."));

/** Which part of the activity to show; what is left out is everything. */
export const ActivityFilter = z.strictObject({
  /** The id of an account: what this person did, and what was done to them. */
  person: z.optional(z.string().check(z.maxLength(100))),
  /** The id of what it is about, such as an invite: its whole story [I15]. */
  subject: z.optional(z.string().check(z.maxLength(100))),
  /** One kind, or a noun for all kinds of it. */
  kind: z.optional(z.enum([...nouns, ...kinds], "There is no such kind.")),
  /** The first and the last day, at the school. */
  from: z.optional(Day),
  to: z.optional(Day),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

/** The kinds a filter lets through. */
export function kindsOf(filter: Noun | Kind): readonly Kind[] {
  return kinds.filter((kind) => kind === filter || kind.startsWith(`${filter}.`));
}

/** The time a filter covers, epoch milliseconds: from the first on, before the second; null for no bound. */
export function timesOf(
  { from, to }: ActivityFilter,
  timeZone: string,
): { from: number | null; before: number | null } {
  return {
    from: from === undefined ? null : startOfDay(from, timeZone),
    before: to === undefined ? null : startOfDay(dayAfter(to), timeZone),
  };
}

/** Whether an event is part of what a filter shows: the same as the server answers with, for what happens from now on. */
export function matches(event: EventOf<Noun>, filter: ActivityFilter, timeZone: string): boolean {
  const { from, before } = timesOf(filter, timeZone);
  const at = Date.parse(event.at);
  return (
    (filter.kind === undefined || kindsOf(filter.kind).includes(event.kind)) &&
    (filter.person === undefined || concerns(event, filter.person)) &&
    (filter.subject === undefined || subjectOf(event) === filter.subject) &&
    (from === null || at >= from) &&
    (before === null || at < before)
  );
}

/** Whether somebody did this, or it is about them. */
function concerns(event: EventOf<Noun>, person: string): boolean {
  return event.actor?.id === person || isAbout(nounOf(event.kind), event, person);
}

function isAbout<N extends Noun>(noun: N, event: EventOf<N>, person: string): boolean {
  return views[noun].isAbout?.(event, person) ?? false;
}
