import type * as z from "zod/mini";

/** The first complaint about each field. */
export function slips(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) fields[key] ??= "There is no such field.";
    else
      fields[issue.path.join(".") || "body"] ??= isMissing(issue) ? "Fill this in." : issue.message;
  }
  return fields;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.input === undefined && issue.path.length > 0;
}
