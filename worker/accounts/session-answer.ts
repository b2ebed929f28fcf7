import * as z from "zod/mini";
import { Role } from "#domain/roles";
import { Permissions, StaffType } from "#domain/users/staff";
import type { Me } from "./me.ts";

/** Who is signed in, and where with which rights. */
export const Session = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    title: z.nullable(z.string()),
    givenName: z.string(),
    middleName: z.nullable(z.string()),
    familyName: z.string(),
    email: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    mustChangePassword: z.boolean(),
    version: z.number(),
  }),
  ownDevice: z.boolean(),
  memberships: z.array(
    z.object({
      schoolId: z.string(),
      schoolName: z.string(),
      role: Role,
      staffType: z.nullable(StaffType),
      permissions: Permissions,
    }),
  ),
});
export type Session = z.infer<typeof Session>;

/** The session as its holder is told of it. */
export function shownSession(me: Me, ownDevice: boolean): Session {
  const {
    id,
    username,
    title,
    givenName,
    middleName,
    familyName,
    email,
    phone,
    mustChangePassword,
    version,
    seats,
  } = me;
  return {
    user: {
      id,
      username,
      title,
      givenName,
      middleName,
      familyName,
      email,
      phone,
      mustChangePassword,
      version,
    },
    ownDevice,
    memberships: seats.map(({ schoolId, schoolName, role, staffType, permissions }) => ({
      schoolId,
      schoolName,
      role,
      staffType,
      permissions,
    })),
  };
}
