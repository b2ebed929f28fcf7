import * as z from "zod/mini";
import { Person } from "./names.ts";
import { iso, isoOrNull } from "./time.ts";

/** What a difference between the school's MIS and its Staffroom is about [S5], in the order in which they are applied. */
export const differenceKinds = [
  "identity",
  "group",
  "joiner",
  "pupil",
  "details",
  "member",
  "leaver",
] as const;

export const DifferenceKind = z.enum(differenceKinds);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** What has been decided about it: `ignored` is for now, `never` for good. */
export const differenceStates = ["open", "accepted", "ignored", "never", "applied"] as const;

export const DifferenceState = z.enum(differenceStates);
export type DifferenceState = z.infer<typeof DifferenceState>;

/** What somebody may decide. */
export const Decision = z.enum(["open", "accepted", "ignored", "never"]);
export type Decision = z.infer<typeof Decision>;

/** How far an import is. One that is `applied` may have differences left, and `replaced` is one that a newer one stands for. */
export const ImportStatus = z.enum(["proposed", "applying", "applied", "replaced"]);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** An upload, or what was fetched at night. */
export const ImportSource = z.enum(["file", "pull"]);
export type ImportSource = z.infer<typeof ImportSource>;

/** How many differences there are, by what they are about and what was decided. */
export const Tally = z.record(DifferenceKind, z.record(DifferenceState, z.number()));
export type Tally = z.infer<typeof Tally>;

/** An oddity of the file, in words; no line where it is about all of it. */
export const Warning = z.object({
  file: z.string(),
  line: z.nullable(z.number()),
  text: z.string(),
});
export type Warning = z.infer<typeof Warning>;

/** An import as it is kept. Times are epoch milliseconds. */
export interface Import {
  id: string;
  schoolId: string;
  /** Whoever uploaded it; null for one that was fetched. */
  byId: string | null;
  at: number;
  source: ImportSource;
  /** The file's. */
  name: string | null;
  status: ImportStatus;
  counts: Tally;
  /** The first oddities, and how many there were. */
  warnings: Warning[];
  warningCount: number;
  /** Those whom the MIS knew before: leavers are held against so many. */
  staff: number;
  pupils: number;
  /** Of what is being applied, how much is; and all of it. */
  done: number;
  total: number;
  /** Who applies it, and who asked for it first where that takes two. */
  appliedById: string | null;
  askedById: string | null;
  appliedAt: number | null;
  /** While it is applied, when whoever goes on is taken to have died. */
  dueAt: number | null;
  version: number;
}

/** An import as Admins and Owners see it, wherever they look. */
export const PublicImport = z.object({
  id: z.string(),
  at: z.string(),
  by: z.nullable(Person),
  source: ImportSource,
  name: z.nullable(z.string()),
  status: ImportStatus,
  counts: Tally,
  warningCount: z.number(),
  done: z.number(),
  total: z.number(),
  /** Who has asked for it to be applied, where a second admin must ask, too. */
  askedBy: z.nullable(Person),
  appliedAt: z.nullable(z.string()),
  /** While it is applied, when it goes on by itself at the latest. */
  continuesAt: z.nullable(z.string()),
  version: z.number(),
});
export type PublicImport = z.infer<typeof PublicImport>;

/** The same with what was odd about its file. */
export const WholeImport = z.extend(PublicImport, { warnings: z.array(Warning) });
export type WholeImport = z.infer<typeof WholeImport>;

/** Who uploaded it, and who asked for it to be applied. */
export interface Hands {
  by: Person | null;
  askedBy: Person | null;
}

export function publishedImport(
  row: Omit<Import, "warnings">,
  { by, askedBy }: Hands,
): PublicImport {
  const { id, source, name, status, counts, warningCount, done, total, version } = row;
  return {
    id,
    at: iso(row.at),
    by,
    source,
    name,
    status,
    counts,
    warningCount,
    done,
    total,
    askedBy,
    appliedAt: isoOrNull(row.appliedAt),
    continuesAt: isoOrNull(row.dueAt),
    version,
  };
}

/** Whom or what a difference is about: one of the school's by its id, or somebody whom the MIS alone knows. */
export const Subject = z.object({
  noun: z.enum(["user", "group", "pupil"]),
  id: z.nullable(z.string()),
  name: z.string(),
});
export type Subject = z.infer<typeof Subject>;

const Details = z.record(z.string(), z.unknown());

/** A difference as Admins and Owners see it. */
export const PublicDifference = z.object({
  id: z.string(),
  kind: DifferenceKind,
  subject: Subject,
  /** As it is here, and as the MIS has it; null for not at all. */
  before: z.nullable(Details),
  after: z.nullable(Details),
  state: DifferenceState,
  /** Who decided so; null while it is open, and for what was decided for good before. */
  decidedBy: z.nullable(Person),
  /** What was done by hand and stays, by field. */
  protected: z.array(z.string()),
  /** What became of it in words, where it could not be applied as it stands. */
  outcome: z.nullable(z.string()),
});
export type PublicDifference = z.infer<typeof PublicDifference>;

/** No differences at all. */
export function noTally(): Tally {
  const states = () =>
    Object.fromEntries(differenceStates.map((state) => [state, 0])) as Tally[DifferenceKind];
  return Object.fromEntries(differenceKinds.map((kind) => [kind, states()])) as Tally;
}

/** How many wait for a decision. */
export function openIn(counts: Tally): number {
  return countOf(counts, "open");
}

/** How many are in this state. */
export function countOf(counts: Tally, state: DifferenceState): number {
  return differenceKinds.reduce((sum, kind) => sum + counts[kind][state], 0);
}

/** Beyond this share of the staff, or of the pupils, those who leave within a day take a second admin [S5]. */
export const mostLeavers = 0.1;

/** As long leavers count together, whichever imports they leave by, milliseconds. */
export const leaversCountFor = 24 * 3_600_000;

type People = Pick<Import, "staff" | "pupils">;

/**
 * Whether so many leave that one admin alone may not have it so: a wrong file would empty the school. `known` are those whom the MIS
 * knew, `gone` those whom earlier imports of the same day had let go by then.
 */
export function needsSecond(leaving: People, known: People, gone: People): boolean {
  return (["staff", "pupils"] as const).some(
    (who) => leaving[who] > 0 && leaving[who] + gone[who] > (known[who] + gone[who]) * mostLeavers,
  );
}
