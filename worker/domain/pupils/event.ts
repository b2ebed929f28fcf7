import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicPupil } from "../pupils.ts";
import { pupilKinds } from "./kinds.ts";

export const pupilShapes = [
  z.extend(Numbered, { kind: z.enum(pupilKinds), pupil: PublicPupil }),
] as const;

export type PupilEvent = z.infer<(typeof pupilShapes)[number]>;
