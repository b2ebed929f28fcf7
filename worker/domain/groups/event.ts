import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicGroup } from "../groups.ts";
import { groupKinds } from "./kinds.ts";

export const groupShapes = [
  z.extend(Numbered, { kind: z.enum(groupKinds), group: PublicGroup }),
] as const;

export type GroupEvent = z.infer<(typeof groupShapes)[number]>;
