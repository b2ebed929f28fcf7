import type { DayFigures } from "./figures.ts";

/** What stands on one another in a day's bar, from below. */
export const layers = ["accepted", "pending", "missed"] as const;
export type Layer = (typeof layers)[number];

/** A piece of a bar: where it begins and ends, in invites. */
export interface Piece {
  layer: Layer;
  from: number;
  to: number;
}

/** A day's bar, from below; what is empty is left out. */
export function piecesOf({ accepted, pending, expired, revoked }: DayFigures): Piece[] {
  const counts = {
    accepted: accepted.count,
    pending: pending.count,
    missed: expired.count + revoked.count,
  };
  let from = 0;
  return layers.flatMap((layer) => {
    const piece = { layer, from, to: from + counts[layer] };
    from = piece.to;
    return counts[layer] > 0 ? [piece] : [];
  });
}

/** Round numbers for the axis, 0 first, the last at least as high as the highest bar. */
export function ticksOf(days: readonly DayFigures[]): number[] {
  const highest = Math.max(...days.map(({ sent }) => sent.count));
  let step = 1;
  for (let grow = 0; step * 3 < highest; grow++) step *= grow % 3 === 1 ? 2.5 : 2;
  return [0, step, 2 * step, 3 * step];
}

/** The days with a word below them, by their place: Mondays that are not too near to today, and today. */
export function markedDays(days: readonly { day: string }[]): number[] {
  const last = days.length - 1;
  const mondays = days.flatMap(({ day }, index) =>
    new Date(day).getUTCDay() === 1 && index > 0 && last - index > 6 ? [index] : [],
  );
  return [...mondays, last];
}
