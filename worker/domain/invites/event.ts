import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicInvite } from "../invites.ts";
import { ListedUser, PublicUser } from "../users.ts";
import { inviteAloneKinds } from "./kinds.ts";

export const inviteShapes = [
  z.extend(Numbered, { kind: z.enum(inviteAloneKinds), invite: PublicInvite }),
  z.extend(Numbered, {
    kind: z.literal("invite.accepted"),
    invite: z.nullable(PublicInvite),
    user: z.union([PublicUser, ListedUser]),
  }),
] as const;

export type InviteEvent = z.infer<(typeof inviteShapes)[number]>;
