import * as z from "zod/mini";
import type { Changes } from "../facts.ts";
import { PersonName, Phone } from "../names.ts";
import type { Account } from "../users.ts";

const { title, givenName, middleName, familyName } = PersonName.shape;

/** What people change of their own account [A15]: the changed fields alone. */
export const ProfileChange = z
  .strictObject({
    title: z.optional(z.nullable(title)),
    givenName: z.optional(givenName),
    middleName: z.optional(z.nullable(middleName)),
    familyName: z.optional(familyName),
    phone: z.optional(z.nullable(Phone)),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type ProfileChange = z.infer<typeof ProfileChange>;

const fields = ["title", "givenName", "middleName", "familyName", "phone"] as const;

export type Profile = Pick<Account, (typeof fields)[number]>;

/** The fields that would differ; what is empty is kept as null. */
export function changedProfile(seen: Profile, change: ProfileChange): Partial<Profile> {
  const changed = fields.filter(
    (field) => change[field] !== undefined && (change[field] || null) !== seen[field],
  );
  return Object.fromEntries(changed.map((field) => [field, change[field] || null]));
}

/** For the audit log only that they changed: a person's details live in one place. */
export function profileChanges(changed: Partial<Profile>): Changes {
  return Object.fromEntries(Object.keys(changed).map((field) => [field, [null, null]]));
}
