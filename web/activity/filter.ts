import { ActivityFilter } from "#domain/events/activity";

/** The filter that an address names. What makes no sense there is left out. */
export function filterOf(params: Partial<Record<string, unknown>>): ActivityFilter {
  const { person, kind, from, to } = params;
  const given = Object.entries({ person, kind, from, to });
  return Object.fromEntries(
    given.filter(([name, value]) => value && ActivityFilter.safeParse({ [name]: value }).success),
  ) as ActivityFilter;
}

/** Where what a filter lets through comes as a file. */
export function fileOf(school: string, filter: ActivityFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
  return `/api/schools/${school}/activity.csv${query && `?${query}`}`;
}

/** A filter with one of its days changed: the last day never lies before the first. */
export function withDay(
  filter: ActivityFilter,
  which: "from" | "to",
  day: string | undefined,
): ActivityFilter {
  const next = { ...filter, [which]: day };
  if (next.from && next.to && next.from > next.to) return { ...next, from: day, to: day };
  return next;
}
