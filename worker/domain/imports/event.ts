import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicImport } from "../imports.ts";
import { importKinds } from "./kinds.ts";

export const importShapes = [
  z.extend(Numbered, { kind: z.enum(importKinds), import: PublicImport }),
] as const;

export type ImportEvent = z.infer<(typeof importShapes)[number]>;
