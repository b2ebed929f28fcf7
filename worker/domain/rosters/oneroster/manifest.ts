import { openTable } from "../csv/table.ts";
import type { Oddities } from "../oddities.ts";
import type { Roster } from "../roster.ts";
import type { Source } from "../source.ts";
import { columnsOf } from "./columns.ts";

export interface Manifest {
  version: Roster["version"];
  /** What it says of each file, by its name without `.csv`. */
  files: Map<string, "absent" | "bulk" | "delta">;
}

/** What manifest.csv says. A package without one is as OneRoster 1.0 had it. */
export function readManifest(source: Source, oddities: Oddities): Manifest {
  const files: Manifest["files"] = new Map();
  let version: Manifest["version"] = null;
  for (const entry of openTable(source, columnsOf("manifest"), oddities).entries) {
    const [name, value] = [entry.text("propertyName"), entry.text("value").toLowerCase()];
    if (name === "oneroster.version") version = versionOf(value);
    const file = /^file\.(\w+)$/.exec(name)?.[1];
    if (!file) continue;
    if (value === "absent" || value === "bulk" || value === "delta")
      files.set(file.toLowerCase(), value);
    else oddities.add("manifest", entry.at, `“${value}” is none of absent, bulk and delta.`);
  }
  return { version, files };
}

function versionOf(value: string): Roster["version"] {
  const [, minor] = /^v?1(?:\.|p)([012])/.exec(value) ?? [];
  return minor === undefined ? null : (`1.${minor}` as "1.0" | "1.1" | "1.2");
}
