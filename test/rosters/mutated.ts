import { type Draw, dice } from "./dice.ts";
import { pupilList, staffList } from "./lists.ts";
import { damage, mutations, type Package } from "./mutations.ts";
import { rosterFiles, rosterZip } from "./oneroster.ts";
import { makeRosterSchool } from "./school.ts";

/** How many there are at the school whose files are mutated. */
export const people = { staff: 12, pupils: 30 };
const school = makeRosterSchool({ ...people, classes: 6, seed: 7 });

/** A file somebody may send. */
export interface Mutated {
  name: string;
  bytes: Uint8Array;
  /** What became of it on its way. */
  what: string;
  /** Whether all the school's people stand in it. */
  isWhole: boolean;
}

/** The same file for the same seed. */
export function mutatedFile(seed: number): Mutated {
  const draw = dice(seed);
  const version = draw.pick(["1.1", "1.2"] as const);
  const form = draw.pick(["zip", "zip", "zip", "alone", "staff", "pupils"]);
  const files: Package =
    form === "staff"
      ? { "staff.csv": staffList(school) }
      : form === "pupils"
        ? { "pupils.csv": pupilList(school) }
        : rosterFiles(school, version);
  const done: string[] = [version, form];
  let isWhole = true;
  for (let times = 1 + draw.below(2); times > 0; times--) {
    const name = form === "zip" ? draw.pick(Object.keys(files)) : alone(form, draw);
    const file = files[name];
    if (typeof file !== "string") continue;
    const mutation = draw.pick(mutations);
    files[name] = mutation.mutate(file, draw);
    done.push(`${name}: ${mutation.name}`);
    isWhole &&= mutation.keepsRows;
  }
  if (form !== "zip") {
    const name = alone(form, draw);
    return { name, bytes: bytesOf(files[name] ?? ""), what: done.join("; "), isWhole };
  }
  if (draw.below(5) === 0) delete files[draw.pick(Object.keys(files))];
  const zip = rosterZip(files);
  const isDamaged = draw.below(4) === 0;
  if (isDamaged) done.push("zip damaged");
  return {
    name: "mis.zip",
    bytes: isDamaged ? damage(zip, draw) : zip,
    what: done.join("; "),
    isWhole,
  };
}

function alone(form: string, draw: Draw): string {
  if (form === "staff" || form === "pupils") return `${form}.csv`;
  return draw.below(3) === 0 ? "classes.csv" : "users.csv";
}

function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? new TextEncoder().encode(file) : file;
}
