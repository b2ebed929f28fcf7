import * as z from "zod/mini";
import { Source } from "./groups.ts";
import { line } from "./names.ts";
import { Upn } from "./pupils/upn.ts";
import { readYearGroup } from "./pupils/years.ts";
import { isoOrNull } from "./time.ts";

export const PupilStatus = z.enum(["active", "inactive"]);
export type PupilStatus = z.infer<typeof PupilStatus>;

/** What an MIS brings of a pupil and a person may put right: from then on it is that person's. */
export const PupilField = z.enum(["givenName", "familyName", "upn", "yearGroup", "groupIds"]);
export type PupilField = z.infer<typeof PupilField>;

/** A pupil of a school [S6]; who is in which group is kept apart. Times are epoch milliseconds. */
export interface Pupil {
  id: string;
  schoolId: string;
  givenName: string;
  familyName: string;
  /** Tidy, its check letter right; null for not known. */
  upn: string | null;
  /** Null where a roster did not say. */
  yearGroup: string | null;
  status: PupilStatus;
  source: Source;
  /** What the school's MIS calls them. */
  sourcedId: string | null;
  /** Fields changed by hand, which no roster overwrites. */
  handEdited: PupilField[];
  createdAt: number;
  /** Since when they are inactive; null while they are not. */
  deactivatedAt: number | null;
  /** When all that tells who they were was removed; null for not. */
  erasedAt: number | null;
  /** When that is due; it is written with the status, by the school's setting. */
  eraseAt: number | null;
  /** The roll-over of the year that moved them last, or with which they left, and their year before; null for none. */
  rollId: string | null;
  rolledFrom: string | null;
  version: number;
}

/** A pupil as Admins and Owners see one. */
export const PublicPupil = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  upn: z.nullable(z.string()),
  yearGroup: z.nullable(z.string()),
  groupIds: z.array(z.string()),
  status: PupilStatus,
  source: Source,
  sourcedId: z.nullable(z.string()),
  handEdited: z.array(PupilField),
  deactivatedAt: z.nullable(z.string()),
  version: z.number(),
});
export type PublicPupil = z.infer<typeof PublicPupil>;

/** A pupil as Editors see one of their own groups: no number, and of groups their own alone. */
export const ListedPupil = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  yearGroup: z.nullable(z.string()),
  groupIds: z.array(z.string()),
});
export type ListedPupil = z.infer<typeof ListedPupil>;

/** A pupil as Admins and Owners see one; `groupIds` in their order. */
export function publishedPupil(pupil: Pupil, groupIds: string[]): PublicPupil {
  const { id, givenName, familyName, upn, yearGroup, status, source, sourcedId } = pupil;
  const { handEdited, deactivatedAt, version } = pupil;
  return {
    id,
    givenName,
    familyName,
    upn,
    yearGroup,
    groupIds,
    status,
    source,
    sourcedId,
    handEdited,
    deactivatedAt: isoOrNull(deactivatedAt),
    version,
  };
}

/** The most groups that one pupil is in. */
export const mostGroups = 100;

const YearGroup = z.pipe(
  line(20, 1, "Choose a year group."),
  z.transform((typed) => readYearGroup(typed)),
);
const GroupIds = z.array(z.string().check(z.maxLength(100))).check(
  z.maxLength(mostGroups, { error: () => `Choose ${mostGroups} groups at most.` }),
  z.overwrite((ids) => [...new Set(ids)].sort()),
);

export const NewPupil = z.strictObject({
  givenName: line(80, 1, "Give the pupil’s first name."),
  familyName: line(80, 1, "Give the pupil’s surname."),
  upn: z.optional(z.nullable(Upn)),
  yearGroup: YearGroup,
  groupIds: z.optional(GroupIds),
});
export type NewPupil = z.infer<typeof NewPupil>;

/** The changed fields alone. An empty UPN removes it; groups are all that the pupil is in. */
export const PupilChange = z
  .partial(NewPupil)
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type PupilChange = z.infer<typeof PupilChange>;

/** A new pupil, entered by hand. */
export function newPupil(
  { givenName, familyName, upn, yearGroup }: NewPupil,
  ids: Pick<Pupil, "id" | "schoolId">,
  now: number,
): Pupil {
  return {
    ...ids,
    givenName,
    familyName,
    upn: upn || null,
    yearGroup,
    status: "active",
    source: "hand",
    sourcedId: null,
    handEdited: [],
    createdAt: now,
    deactivatedAt: null,
    erasedAt: null,
    eraseAt: null,
    rollId: null,
    rolledFrom: null,
    version: 1,
  };
}

/** Puts details right by hand, and marks them as such. Null when nothing would differ; `isRegrouped` says that groups do. */
export function changePupil(pupil: Pupil, change: PupilChange, isRegrouped: boolean): Pupil | null {
  const details = {
    givenName: change.givenName ?? pupil.givenName,
    familyName: change.familyName ?? pupil.familyName,
    upn: change.upn === undefined ? pupil.upn : change.upn || null,
    yearGroup: change.yearGroup ?? pupil.yearGroup,
  };
  const edited: PupilField[] = (["givenName", "familyName", "upn", "yearGroup"] as const).filter(
    (field) => details[field] !== pupil[field],
  );
  if (isRegrouped) edited.push("groupIds");
  if (edited.length === 0) return null;
  const handEdited = [...new Set([...pupil.handEdited, ...edited])].sort();
  return next(pupil, { ...details, handEdited });
}

/** A pupil leaves, or comes back with everything as it was. Null when it is so already. */
export function withPupilStatus(pupil: Pupil, status: PupilStatus, now: number): Pupil | null {
  if (pupil.status === status) return null;
  return next(pupil, { status, deactivatedAt: status === "inactive" ? now : null });
}

/** What is kept of a pupil past the time: that there was one. */
export function erase(pupil: Pupil, now: number): Pupil {
  return next(pupil, {
    givenName: "",
    familyName: "",
    upn: null,
    yearGroup: null,
    status: "inactive",
    sourcedId: null,
    handEdited: [],
    deactivatedAt: null,
    erasedAt: now,
    eraseAt: null,
    rollId: null,
    rolledFrom: null,
  });
}

function next(pupil: Pupil, changed: Partial<Pupil>): Pupil {
  return { ...pupil, ...changed, version: pupil.version + 1 };
}
