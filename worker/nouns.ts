import type { Noun } from "#domain/nouns";
import { batch } from "./batches/noun.ts";
import type { ServerNoun } from "./events/noun.ts";
import { group } from "./groups/noun.ts";
import { imported } from "./imports/noun.ts";
import { invite } from "./invites/noun.ts";
import { message } from "./messages/noun.ts";
import { pupil } from "./pupils/noun.ts";
import { recovery } from "./recovery/noun.ts";
import { school } from "./schools/noun.ts";
import { user } from "./users/noun.ts";
import { year } from "./years/noun.ts";

// Here a noun announces itself to the server: how its rows are loaded, for events and for the snapshot, and who may see them.
const announced = {
  school,
  user,
  group,
  pupil,
  year,
  invite,
  batch,
  recovery,
  message,
  import: imported,
} satisfies {
  [N in Noun]: ServerNoun<N>;
};

export const nouns: { [N in Noun]: ServerNoun<N> } = announced;

/** The tables of the snapshot, by the names they have there. */
export const tables = Object.assign(
  {},
  ...Object.values(announced).map(({ snapshot }) => snapshot),
) as Both<(typeof announced)[Noun]["snapshot"]>;

/** What has the properties of every type of a union. */
type Both<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void
  ? All
  : never;
