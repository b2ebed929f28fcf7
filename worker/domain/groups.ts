import * as z from "zod/mini";
import { line } from "./names.ts";

export const GroupStatus = z.enum(["active", "inactive"]);
export type GroupStatus = z.infer<typeof GroupStatus>;

/** Whose a group or a membership is: made by hand, or brought by the school's MIS. */
export const Source = z.enum(["hand", "mis"]);
export type Source = z.infer<typeof Source>;

/** A group of a school, such as a class [S4]. Times are epoch milliseconds. */
export interface Group {
  id: string;
  schoolId: string;
  name: string;
  /** What two active groups of a school may not share. */
  canonicalName: string;
  yearGroup: string | null;
  status: GroupStatus;
  source: Source;
  /** The roll-over of the year that moved or closed it last, and which year it was before; null for none. */
  rollId: string | null;
  rolledFrom: string | null;
  createdAt: number;
  version: number;
}

/** How many are in a group: active staff, and pupils. */
export interface Counts {
  staff: number;
  pupils: number;
}

/** A group as every member of the school sees it. */
export const PublicGroup = z.object({
  id: z.string(),
  name: z.string(),
  yearGroup: z.nullable(z.string()),
  status: GroupStatus,
  staff: z.number(),
  pupils: z.number(),
  source: Source,
  version: z.number(),
});
export type PublicGroup = z.infer<typeof PublicGroup>;

/** A group as every member of the school sees it. */
export function publishedGroup(group: Group, { staff, pupils }: Counts): PublicGroup {
  const { id, name, yearGroup, status, source, version } = group;
  return { id, name, yearGroup, status, staff, pupils, source, version };
}

/** What year groups are mostly called, to choose from; any other line will do. */
export const yearGroups = [
  "Nursery",
  "Reception",
  ...Array.from({ length: 13 }, (_, i) => `Year ${i + 1}`),
];

/** The most letters of a group's name, and of its year group. */
export const longestGroupName = 60;
export const longestYearGroup = 20;

export const NewGroup = z.strictObject({
  name: line(longestGroupName, 1, "Give the group a name."),
  yearGroup: z.optional(z.nullable(line(longestYearGroup))),
});
export type NewGroup = z.infer<typeof NewGroup>;

/** The changed fields alone. An empty year group removes it. */
export const GroupChange = z
  .partial(NewGroup)
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type GroupChange = z.infer<typeof GroupChange>;

/** Names are the same in any spelling of width and capitals. */
export function canonicalGroupName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** A new group, made by hand. */
export function newGroup(
  { name, yearGroup }: NewGroup,
  ids: Pick<Group, "id" | "schoolId">,
  now: number,
): Group {
  return {
    ...ids,
    name,
    canonicalName: canonicalGroupName(name),
    yearGroup: yearGroup || null,
    status: "active",
    source: "hand",
    rollId: null,
    rolledFrom: null,
    createdAt: now,
    version: 1,
  };
}

/** Renames a group, or moves it to another year group. Null when nothing would differ. */
export function changeGroup(group: Group, change: GroupChange): Group | null {
  const name = change.name ?? group.name;
  const yearGroup = change.yearGroup === undefined ? group.yearGroup : change.yearGroup || null;
  if (name === group.name && yearGroup === group.yearGroup) return null;
  return next(group, { name, canonicalName: canonicalGroupName(name), yearGroup });
}

/** Puts a group away, or brings it back with its members as they are. Null when it is so already. */
export function withGroupStatus(group: Group, status: GroupStatus): Group | null {
  return group.status === status ? null : next(group, { status });
}

function next(group: Group, changed: Partial<Group>): Group {
  return { ...group, ...changed, version: group.version + 1 };
}
