import { canonicalEmail } from "../../emails.ts";
import { readName, untitled } from "../../lists/names.ts";
import { readRole, readStaffType } from "../../lists/words.ts";
import type { Role } from "../../roles.ts";
import { latin } from "../../text/latin.ts";
import type { StaffType } from "../../users/staff.ts";
import { emailIn, type Noting, nameIn, phoneIn, upnIn, usernameIn } from "../person.ts";
import type { ListField, PupilRow, RowStatus, StaffRow } from "../roster.ts";
import { yearOf } from "../years.ts";

/** The first filled cell of the columns that hold something; "" for none. */
export type Cell = (field: ListField) => string;

/** Somebody of a staff list; null for a row that names nobody. */
export function staffOf(cell: Cell, status: RowStatus, noting: Noting): StaffRow | null {
  const named = namesOf(cell, noting);
  if (named === null) return null;
  const email = emailIn(cell("email"), noting);
  const job = cell("job");
  const staffType = readStaffType(job);
  const sourcedId = cell("id") || null;
  const username = usernameIn(cell("username"));
  const mark =
    email === null ? username && `user:${username.toLowerCase()}` : `mail:${canonicalEmail(email)}`;
  return {
    key: sourcedId ?? mark ?? nameKey(named),
    sourcedId,
    title: [...cell("title")].slice(0, 20).join("") || null,
    ...named,
    middleName: nameIn(cell("middleName"), noting) || null,
    email,
    phone: phoneIn(cell("phone"), noting),
    username,
    misRole: job || cell("role"),
    role: readRole(cell("role")) ?? rightsOf(staffType),
    staffType,
    enabled: true,
    status,
    at: noting.at,
  };
}

/** Somebody of a pupil list; null for a row that names nobody. */
export function pupilOf(cell: Cell, status: RowStatus, noting: Noting): PupilRow | null {
  const named = namesOf(cell, noting);
  if (named === null) return null;
  const upn = upnIn({ said: [cell("upn")], perhaps: [] }, noting);
  const sourcedId = cell("id") || null;
  const ownId = cell("ownId") || null;
  const mark = upn === null ? ownId && `own:${ownId}` : `upn:${upn}`;
  return {
    key: sourcedId ?? mark ?? nameKey(named),
    sourcedId,
    ownId,
    upn,
    ...named,
    yearGroup: yearOf(cell("yearGroup")),
    status,
    at: noting.at,
  };
}

interface Named {
  givenName: string;
  familyName: string;
}

function namesOf(cell: Cell, noting: Noting): Named | null {
  const whole = cell("givenName") || cell("familyName") ? null : readName(cell("name"));
  const givenName = nameIn(whole?.givenName ?? untitled(cell("givenName")), noting);
  const familyName = nameIn(whole?.familyName ?? untitled(cell("familyName")), noting);
  return givenName || familyName ? { givenName, familyName } : null;
}

function nameKey({ givenName, familyName }: Named): string {
  return `name:${latin(`${givenName} ${familyName}`)}`;
}

/** The rights that what somebody does suggests [I1]; for what is not known, or leads nobody, the fewest. */
function rightsOf(staffType: StaffType | null): Role {
  if (staffType === "teacher" || staffType === "slt") return "editor";
  if (staffType === "ict_coordinator" || staffType === "technician") return "admin";
  return staffType === "headteacher" ? "owner" : "viewer";
}
