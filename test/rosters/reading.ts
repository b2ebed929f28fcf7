import { readRoster } from "#domain/rosters/read";
import type { Choices, Refusal, Roster } from "#domain/rosters/roster";
import type { Package } from "./mutations.ts";
import { rosterZip } from "./oneroster.ts";

/** What a package of files says. */
export function readFiles(files: Package, choices?: Choices): Roster {
  return granted(readRoster(rosterZip(files), "mis.zip", choices));
}

/** What a single file says. */
export function readText(text: string | Uint8Array, name = "list.csv", choices?: Choices): Roster {
  return granted(readRoster(bytesOf(text), name, choices));
}

/** Why a file is refused: code, and each reason with its file and line. */
export function refusalOf(
  bytes: string | Uint8Array,
  name = "mis.zip",
  choices?: Choices,
): string[] {
  const read = readRoster(bytesOf(bytes), name, choices);
  if (read.form !== "refused") throw new Error("It was read.");
  return [read.code, ...read.reasons.map(remark)];
}

/** Warnings as a page shows them. */
export function warned({ warnings }: Roster): string[] {
  return warnings.map(remark);
}

function remark({ file, line, text }: { file: string; line: number | null; text: string }): string {
  return `${file}${line === null ? "" : `:${line}`} ${text}`;
}

function granted(read: Roster | Refusal): Roster {
  if (read.form === "refused") throw new Error(read.reasons.map(remark).join("\n"));
  return read;
}

function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? new TextEncoder().encode(file) : file;
}
