import * as z from "zod/mini";
import { Numbered } from "../facts.ts";
import { PublicMessage } from "../messages.ts";
import { messageKinds } from "./kinds.ts";

export const messageShapes = [
  z.extend(Numbered, { kind: z.enum(messageKinds), message: PublicMessage }),
] as const;

export type MessageEvent = z.infer<(typeof messageShapes)[number]>;
