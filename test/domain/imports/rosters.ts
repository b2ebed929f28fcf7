import type {
  Standing,
  StandingGroup,
  StandingPerson,
  StandingPupil,
} from "#domain/imports/standing";
import type { GroupRow, MembershipRow, PupilRow, Roster, StaffRow } from "#domain/rosters/roster";

const at = { file: "users.csv", line: 2 };

export function staffRow(key: string, name: string, but: Partial<StaffRow> = {}): StaffRow {
  const [givenName = "", familyName = ""] = name.split(" ");
  return {
    key,
    sourcedId: key,
    title: null,
    givenName,
    middleName: null,
    familyName,
    email: `${givenName[0]}.${familyName}@oakfield.example`.toLowerCase(),
    phone: null,
    username: null,
    misRole: "teacher",
    role: "editor",
    staffType: "teacher",
    enabled: true,
    status: "active",
    at,
    ...but,
  };
}

export function pupilRow(key: string, name: string, but: Partial<PupilRow> = {}): PupilRow {
  const [givenName = "", familyName = ""] = name.split(" ");
  const row = { key, sourcedId: key, upn: null, givenName, familyName, yearGroup: "Year 7" };
  return { ...row, status: "active", at, ...but };
}

export function groupRow(key: string, name: string, but: Partial<GroupRow> = {}): GroupRow {
  return { key, sourcedId: key, name, yearGroup: "Year 7", status: "active", at, ...but };
}

export function memberRow(
  groupKey: string,
  personKey: string,
  but: Partial<MembershipRow> = {},
): MembershipRow {
  return { groupKey, personKey, kind: "staff", status: "active", at, ...but };
}

export function roster(but: Partial<Roster> = {}): Roster {
  const tells = { staff: "bulk", pupils: "bulk", groups: "bulk", memberships: "bulk" } as const;
  return {
    form: "oneroster",
    version: "1.2",
    mode: "bulk",
    tells,
    schools: [],
    staff: [],
    pupils: [],
    groups: [],
    memberships: [],
    skipped: {},
    warnings: [],
    moreWarnings: 0,
    unknownHeaders: [],
    ...but,
  };
}

export function standing(but: Partial<Standing> = {}): Standing {
  return {
    staff: [],
    pupils: [],
    groups: [],
    members: [],
    invited: new Set(),
    invitedIds: new Set(),
    links: { user: [], group: [], pupil: [] },
    settled: new Set(),
    ...but,
  };
}

export function person(
  id: string,
  name: string,
  but: Partial<StandingPerson> = {},
): StandingPerson {
  const { title, givenName, middleName, familyName, email, phone } = staffRow(id, name);
  const username = `ng75pn_${familyName.toLowerCase()}`;
  const details = { title, givenName, middleName, familyName, email, phone };
  return { id, username, ...details, status: "active", ...but };
}

export function pupil(id: string, name: string, but: Partial<StandingPupil> = {}): StandingPupil {
  const { upn, givenName, familyName, yearGroup } = pupilRow(id, name);
  return { id, upn, givenName, familyName, yearGroup, status: "active", ...but };
}

export function group(id: string, name: string, but: Partial<StandingGroup> = {}): StandingGroup {
  return { id, name, yearGroup: "Year 7", status: "active", source: "mis", ...but };
}
