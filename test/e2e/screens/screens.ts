import { ofInvites } from "./of-invites.ts";
import { ofMis } from "./of-mis.ts";
import { ofPeople } from "./of-people.ts";
import { ofSchools } from "./of-school.ts";
import type { Screen } from "./screen.ts";
import { strangers } from "./strangers.ts";

/** Every page, dialog and state. */
export const screens: readonly Screen[] = [
  ...strangers,
  ...ofInvites,
  ...ofPeople,
  ...ofMis,
  ...ofSchools,
];
