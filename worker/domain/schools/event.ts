import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicSchool } from "../schools.ts";
import { schoolKinds } from "./kinds.ts";

export const schoolShapes = [
  z.extend(Numbered, { kind: z.enum(schoolKinds), school: PublicSchool }),
] as const;

export type SchoolEvent = z.infer<(typeof schoolShapes)[number]>;
