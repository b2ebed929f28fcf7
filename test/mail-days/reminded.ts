import type { Invite } from "#domain/invites";

const [hour, day] = [3600_000, 24 * 3600_000];

/**
 * When somebody is reminded of a link in January in the UK, whose clocks are UTC's: with four hours left between 07:00 and
 * 20:00, else the next morning where an hour is left then, else at 19:00 before. Null for never. Epoch milliseconds.
 */
export function remindedAt({ sentAt, expiresAt }: Invite): number | null {
  const wanted = expiresAt - 4 * hour;
  const midnight = Math.floor(wanted / day) * day;
  const [dawn, dusk] = [midnight + 7 * hour, midnight + 20 * hour];
  const isDay = wanted >= dawn && wanted < dusk;
  const morning = wanted < dawn ? dawn : dawn + day;
  const evening = (wanted < dawn ? dusk - day : dusk) - hour;
  const at = isDay ? wanted : expiresAt - morning >= hour ? morning : evening;
  return at > sentAt ? at : null;
}
