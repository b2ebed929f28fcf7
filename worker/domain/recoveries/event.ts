import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicRecovery } from "../recoveries.ts";
import { recoveryKinds } from "./kinds.ts";

export const recoveryShapes = [
  z.extend(Numbered, { kind: z.enum(recoveryKinds), recovery: PublicRecovery }),
] as const;

export type RecoveryEvent = z.infer<(typeof recoveryShapes)[number]>;
