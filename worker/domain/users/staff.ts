import * as z from "zod/mini";

/** What a person does at the school [A3]. */
export const staffTypes = [
  "teacher",
  "teaching_assistant",
  "slt",
  "headteacher",
  "school_office",
  "ict_coordinator",
  "technician",
  "governor",
] as const;

export const StaffType = z.enum(staffTypes, "Choose a staff type.");
export type StaffType = z.infer<typeof StaffType>;

export const staffTypeNames: Record<StaffType, string> = {
  teacher: "Teacher",
  teaching_assistant: "Teaching assistant",
  slt: "SLT",
  headteacher: "Headteacher",
  school_office: "School office",
  ict_coordinator: "ICT co-ordinator",
  technician: "Technician",
  governor: "Governor",
};

export const permissions = {
  editHistory: z.boolean(),
  seeWholeSchool: z.boolean(),
  setTargets: z.boolean(),
};

export const Permissions = z.object(permissions);
export type Permissions = z.infer<typeof Permissions>;

/** What a staff type brings by itself [A5]. */
export function permissionsOf(staffType: StaffType | null): Permissions {
  const leads = staffType === "slt" || staffType === "headteacher";
  return { editHistory: leads, seeWholeSchool: leads, setTargets: false };
}
