import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { ListedUser, PublicUser } from "../users.ts";
import { userKinds } from "./kinds.ts";

export const userShapes = [
  z.extend(Numbered, { kind: z.enum(userKinds), user: z.union([PublicUser, ListedUser]) }),
] as const;

export type UserEvent = z.infer<(typeof userShapes)[number]>;
