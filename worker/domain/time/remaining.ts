/** How long is left, in words: `21 h 40 min`. Milliseconds go in; minutes are never rounded up. */
export function remaining(time: number): string {
  const minutes = Math.floor(time / 60_000);
  if (minutes < 1) return "less than a minute";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(" ");
}
