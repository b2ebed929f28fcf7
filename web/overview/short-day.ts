const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
});

/** A day such as `2026-11-02` where there is little room: `2 Nov`. */
export function shortDay(day: string): string {
  return format.format(Date.parse(day));
}
