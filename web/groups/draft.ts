import type { GroupChange, NewGroup, PublicGroup } from "#domain/groups";
import type { Problems } from "../ui/forms/submit.ts";

/** What the form shows of a group; an absent year group is empty. */
export interface GroupEdit {
  name: string;
  yearGroup: string;
}

export const fieldNames: Record<keyof GroupEdit, string> = {
  name: "Name",
  yearGroup: "Year group",
};

export const emptyEdit: GroupEdit = { name: "", yearGroup: "" };

export function editOf({ name, yearGroup }: PublicGroup): GroupEdit {
  return { name, yearGroup: yearGroup ?? "" };
}

/** The same without stray spaces, as it would be stored. */
export function tidied({ name, yearGroup }: GroupEdit): GroupEdit {
  const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
  return { name: tidy(name), yearGroup: tidy(yearGroup) };
}

/** The changed fields as the server takes them: an emptied year group is removed. */
export function changeOf({ name, yearGroup }: Partial<GroupEdit>): GroupChange {
  return {
    ...(name !== undefined && { name }),
    ...(yearGroup !== undefined && { yearGroup: yearGroup || null }),
  };
}

export function newGroupOf({ name, yearGroup }: GroupEdit): NewGroup {
  return { name, ...(yearGroup && { yearGroup }) };
}

/** What can be seen to be wrong before anything is sent. */
export function slipsOf({ name }: Partial<GroupEdit>): Problems {
  return name === "" ? { name: "Give the group a name." } : {};
}

/** Where each refusal about a group belongs. */
export const groupProblems = {
  fields: ["name", "yearGroup"],
  fieldOf: { group_exists: "name" },
} as const;
