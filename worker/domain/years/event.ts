import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicYearRoll } from "../years.ts";
import { yearKinds } from "./kinds.ts";

export const yearShapes = [
  z.extend(Numbered, { kind: z.enum(yearKinds), yearRoll: PublicYearRoll }),
] as const;

export type YearEvent = z.infer<(typeof yearShapes)[number]>;
