/** ISO 8601 UTC, as the contract writes times, of epoch milliseconds. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

export function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time);
}

/** How long something took, roughly: `2 h 11 m`, `4 m`, `less than a minute`. */
export function took(length: number): string {
  const minutes = Math.floor(length / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} days`;
}
