import * as z from "zod/mini";
import { Role } from "../roles.ts";
import { StaffType } from "./staff.ts";

/** The most people that one call may name. */
export const mostChanged = 500;

/** Somebody ticked, as they were seen. */
export const Ticked = z.strictObject({
  id: z.string().check(z.maxLength(100)),
  version: z.int(),
});
export type Ticked = z.infer<typeof Ticked>;

/** What may be changed of many people at once. */
export const ManyChange = z
  .strictObject({ role: z.optional(Role), staffType: z.optional(StaffType) })
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type ManyChange = z.infer<typeof ManyChange>;
