import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { readRoster } from "#domain/rosters/read";
import type { Choices, Roster } from "#domain/rosters/roster";
import { tidyLine } from "#domain/text/hidden";
import type { Upload } from "../http/files/upload.ts";

/** What whoever uploads a file says of it. */
const Said = z.strictObject({
  form: z.optional(z.enum(["staff", "pupils"])),
  columns: z.optional(z.record(z.string(), z.string())),
  isWhole: z.optional(z.boolean()),
  school: z.optional(z.string()),
});

/** What the MIS says, by its file [S5]. Refuses with `too_large`, or with `invalid`: why, with file and line, or what is to be said of it. */
export function readFile({ name, bytes, fields }: Upload, now: number): Roster & { file: string } {
  const file = tidyLine(name).slice(0, 200) || "file";
  const read = readRoster(bytes, file, { ...choicesIn(fields.choices), now });
  if (read.form !== "refused") return { ...read, file };
  const [first] = read.reasons;
  const at = first?.line ? `${first.file}, line ${first.line}: ` : "";
  throw new DomainError(read.code === "too_large" ? "too_large" : "invalid", {
    fields: { file: `${at}${first?.text ?? "This file could not be read."}` },
    reasons: read.reasons,
    ...(read.asked && { asked: read.asked }),
  });
}

function choicesIn(text: string | undefined): Choices {
  if (text === undefined) return {};
  try {
    return Said.parse(JSON.parse(text)) as Choices;
  } catch {
    throw new DomainError("invalid", {
      fields: { choices: "Send what the columns hold as JSON." },
    });
  }
}
