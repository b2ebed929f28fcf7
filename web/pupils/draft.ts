import type { NewPupil, PublicPupil, PupilChange } from "#domain/pupils";
import { isUpn, tidyUpn } from "#domain/pupils/upn";
import type { Problems } from "../ui/forms/submit.ts";

/** What the form shows of a pupil; what is absent is empty. */
export interface PupilEdit {
  givenName: string;
  familyName: string;
  upn: string;
  yearGroup: string;
  /** Their ids, parted by spaces. */
  groups: string;
}

export const fieldNames: Record<keyof PupilEdit, string> = {
  givenName: "First name",
  familyName: "Surname",
  upn: "UPN",
  yearGroup: "Year group",
  groups: "Groups",
};

export const emptyEdit: PupilEdit = {
  givenName: "",
  familyName: "",
  upn: "",
  yearGroup: "",
  groups: "",
};

export function editOf({
  givenName,
  familyName,
  upn,
  yearGroup,
  groupIds,
}: PublicPupil): PupilEdit {
  return {
    givenName,
    familyName,
    upn: upn ?? "",
    yearGroup: yearGroup ?? "",
    groups: groupIds.join(" "),
  };
}

/** The ids that the form holds. */
export function groupsIn(groups: string): string[] {
  return groups.split(" ").filter(Boolean);
}

/** The same without stray spaces, as it would be stored. */
export function tidied({ givenName, familyName, upn, yearGroup, groups }: PupilEdit): PupilEdit {
  const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
  return {
    givenName: tidy(givenName),
    familyName: tidy(familyName),
    upn: tidyUpn(upn),
    yearGroup: tidy(yearGroup),
    groups: groupsIn(groups).sort().join(" "),
  };
}

/** The changed fields as the server takes them: an emptied UPN is removed. */
export function changeOf({ upn, groups, ...rest }: Partial<PupilEdit>): PupilChange {
  return {
    ...rest,
    ...(upn !== undefined && { upn: upn || null }),
    ...(groups !== undefined && { groupIds: groupsIn(groups) }),
  };
}

export function newPupilOf({ upn, groups, ...rest }: PupilEdit): NewPupil {
  return { ...rest, ...(upn && { upn }), groupIds: groupsIn(groups) };
}

/** What can be seen to be wrong before anything is sent. */
export function slipsOf({ givenName, familyName, yearGroup, upn }: Partial<PupilEdit>): Problems {
  return {
    ...(givenName === "" && { givenName: "Give the pupil’s first name." }),
    ...(familyName === "" && { familyName: "Give the pupil’s surname." }),
    ...(yearGroup === "" && { yearGroup: "Choose a year group." }),
    ...(upn && !isUpn(upn) && { upn: upnSlip(upn) }),
  };
}

function upnSlip(upn: string): string {
  return upn.length === 13
    ? "This is not a UPN: its check letter does not fit. Compare it with the pupil’s record."
    : `A UPN has 13 characters; this has ${upn.length}.`;
}

/** Where each refusal about a pupil belongs. */
export const pupilProblems = {
  fields: ["givenName", "familyName", "upn", "yearGroup"],
  fieldOf: { upn_taken: "upn" },
} as const;
