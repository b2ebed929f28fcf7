import type * as z from "zod/mini";
import { batchShapes } from "./batches/event.ts";
import { batchKinds } from "./batches/kinds.ts";
import { batchTable } from "./batches/table.ts";
import { batchView } from "./batches/view.ts";
import { batchWords } from "./batches/words.ts";
import type { Numbered } from "./facts.ts";
import { groupShapes } from "./groups/event.ts";
import { groupKinds } from "./groups/kinds.ts";
import { groupIdsTable, groupTable, memberTable } from "./groups/table.ts";
import { groupView } from "./groups/view.ts";
import { groupWords } from "./groups/words.ts";
import { importShapes } from "./imports/event.ts";
import { importKinds } from "./imports/kinds.ts";
import { importTable } from "./imports/table.ts";
import { importView } from "./imports/view.ts";
import { importWords } from "./imports/words.ts";
import { inviteShapes } from "./invites/event.ts";
import { inviteKinds } from "./invites/kinds.ts";
import { inviteTable } from "./invites/table.ts";
import { inviteView } from "./invites/view.ts";
import { inviteWords } from "./invites/words.ts";
import { messageShapes } from "./messages/event.ts";
import { messageKinds } from "./messages/kinds.ts";
import { messageTable } from "./messages/table.ts";
import { messageView } from "./messages/view.ts";
import { messageWords } from "./messages/words.ts";
import { inTurn, type View, type Words } from "./noun.ts";
import { pupilShapes } from "./pupils/event.ts";
import { pupilKinds } from "./pupils/kinds.ts";
import { pupilView } from "./pupils/view.ts";
import { pupilWords } from "./pupils/words.ts";
import { recoveryShapes } from "./recoveries/event.ts";
import { recoveryKinds } from "./recoveries/kinds.ts";
import { recoveryView } from "./recoveries/view.ts";
import { recoveryWords } from "./recoveries/words.ts";
import { schoolShapes } from "./schools/event.ts";
import { schoolKinds } from "./schools/kinds.ts";
import { schoolView } from "./schools/view.ts";
import { schoolWords } from "./schools/words.ts";
import { userShapes } from "./users/event.ts";
import { userKinds } from "./users/kinds.ts";
import { userTable } from "./users/table.ts";
import { userView } from "./users/view.ts";
import { userWords } from "./users/words.ts";
import { yearShapes } from "./years/event.ts";
import { yearKinds } from "./years/kinds.ts";
import { yearView } from "./years/view.ts";
import { yearWords } from "./years/words.ts";

// Here a noun announces itself to the domain: what may happen to it, what its events look like, what they mean to whom, and
// how they are said. Four lists and not one, so that a page which knows the names need not load the shapes.

/** What may happen, by what it happens to. */
export const kindsOfNouns = {
  invite: inviteKinds,
  batch: batchKinds,
  user: userKinds,
  group: groupKinds,
  pupil: pupilKinds,
  year: yearKinds,
  school: schoolKinds,
  recovery: recoveryKinds,
  message: messageKinds,
  import: importKinds,
} as const;

/** What events are about: the first half of their kind. */
export type Noun = keyof typeof kindsOfNouns;

/** What may happen to a noun. */
export type KindOf<N extends Noun> = (typeof kindsOfNouns)[N][number];
export type Kind = KindOf<Noun>;

/** What a noun's events look like. */
export const shapes = {
  invite: inviteShapes,
  batch: batchShapes,
  user: userShapes,
  group: groupShapes,
  pupil: pupilShapes,
  year: yearShapes,
  school: schoolShapes,
  recovery: recoveryShapes,
  message: messageShapes,
  import: importShapes,
} satisfies { [N in Noun]: readonly z.ZodMiniType<Numbered & { kind: KindOf<N> }>[] };

/** An event that is about a noun. */
export type EventOf<N extends Noun> = z.infer<(typeof shapes)[N][number]>;

/** What they mean to whom. */
export const views: { [N in Noun]: View<EventOf<N>> } = {
  invite: inviteView,
  batch: batchView,
  user: userView,
  group: groupView,
  pupil: pupilView,
  year: yearView,
  school: schoolView,
  recovery: recoveryView,
  message: messageView,
  import: importView,
};

/** How they are said. */
export const words: { [N in Noun]: Words<EventOf<N>> } = {
  invite: inviteWords,
  batch: batchWords,
  user: userWords,
  group: groupWords,
  pupil: pupilWords,
  year: yearWords,
  school: schoolWords,
  recovery: recoveryWords,
  message: messageWords,
  import: importWords,
};

/** The tables of a school's replica, by the names they have in its snapshot. */
export const tables = {
  users: inTurn(userTable, groupIdsTable),
  groups: groupTable,
  members: memberTable,
  invites: inviteTable,
  batches: batchTable,
  messages: messageTable,
  imports: importTable,
} as const;
