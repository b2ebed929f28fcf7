import type { Role } from "#domain/roles";
import type { StaffType } from "#domain/users/staff";

// The ids are fixed, so that a demo is recognised wherever its state is copied.
export const oakfield = {
  id: "0a4f1e1d-0000-4000-8000-000000000001",
  name: "Oakfield High",
  postcode: "NG7 5PN",
};
export const fernhill = {
  id: "fe42411c-0000-4000-8000-000000000002",
  name: "Fernhill Primary",
  postcode: "LS2 9JT",
};

/** Everybody's, at both schools. */
export const password = "staffroom-demo-1";

export interface DemoPerson {
  id: string;
  school: typeof oakfield;
  username: string;
  givenName: string;
  familyName: string;
  email: string;
  role: Role;
  staffType: StaffType;
}

export const shah = person(1, oakfield, "Priya", "Shah", "owner", "headteacher");
export const mills = person(2, oakfield, "Tom", "Mills", "admin", "ict_coordinator");
export const olu = person(3, oakfield, "Ade", "Olu", "admin", "technician");
export const brand = person(4, oakfield, "Lena", "Brand", "editor", "teacher");
export const dubois = person(5, oakfield, "Rene", "Dubois", "viewer", "governor");
export const okoro = person(6, fernhill, "Ngozi", "Okoro", "owner", "headteacher");

export const people = [shah, mills, olu, brand, dubois, okoro];

function person(
  n: number,
  school: typeof oakfield,
  givenName: string,
  familyName: string,
  role: Role,
  staffType: StaffType,
): DemoPerson {
  const surname = familyName.toLowerCase();
  return {
    id: `de300000-0000-4000-8000-00000000000${n}`,
    school,
    username: `${school.postcode.replace(" ", "").toLowerCase()}_${surname}`,
    givenName,
    familyName,
    email: `${givenName.charAt(0).toLowerCase()}.${surname}@${school.name.split(" ")[0]?.toLowerCase()}.example`,
    role,
    staffType,
  };
}
