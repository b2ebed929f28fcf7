import { clockOf } from "./times.ts";

/** A moment to come, as people at the school say it: `Wednesday 25 November, 09:10`. `iso` is ISO 8601 UTC. */
export function due(iso: string, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const time = Date.parse(iso);
  return `${day.format(time)}, ${clockOf(time, timeZone)}`;
}
