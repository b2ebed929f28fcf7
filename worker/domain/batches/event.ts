import * as z from "zod/mini";
import { PublicBatch } from "../batches.ts";
import { Numbered } from "../facts.ts";
import { batchKinds } from "./kinds.ts";

export const batchShapes = [
  z.extend(Numbered, { kind: z.enum(batchKinds), batch: PublicBatch }),
] as const;

export type BatchEvent = z.infer<(typeof batchShapes)[number]>;
