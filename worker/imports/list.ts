import { and, asc, desc, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { decider } from "#db/aliases";
import { open } from "#db/client";
import { names, packedOrNull } from "#db/rows";
import { differences, imports } from "#db/schema";
import { DomainError } from "#domain/errors";
import type {
  DifferenceKind,
  DifferenceState,
  PublicDifference,
  PublicImport,
  WholeImport,
} from "#domain/imports";
import { person } from "#domain/names";
import { searchText, seeking } from "#domain/text/search";
import type { Env } from "../env.ts";
import { type Cursor, page } from "../http/paging.ts";
import { shownImport, withHands } from "./rows.ts";

const { task: _task, key: _key, decidedById: _decider, ...columns } = getTableColumns(differences);

/** The import that stands at a school: all others are over. */
export async function standingImport(env: Env, school: string) {
  const [row] = await open(env.DB)
    .select()
    .from(imports)
    .where(and(eq(imports.schoolId, school), sql`${imports.status} <> 'replaced'`));
  return row ?? null;
}

/** An import of the school. Refuses with `not_found`. */
export async function findImport(env: Env, school: string, id: string) {
  const [row] = await open(env.DB)
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.schoolId, school)));
  if (!row) throw new DomainError("not_found");
  return row;
}

/** The same as it is shown, with what was odd about its file. */
export async function wholeImport(env: Env, school: string, id: string): Promise<WholeImport> {
  const { warnings } = await findImport(env, school, id);
  const [row] = await withHands(open(env.DB)).where(
    and(eq(imports.id, id), eq(imports.schoolId, school)),
  );
  if (!row) throw new DomainError("not_found");
  return { ...shownImport(row), warnings };
}

/** The school's imports, the latest first. */
export async function listImports(
  env: Env,
  school: string,
  limit: number,
  after: Cursor | null,
): Promise<{ items: PublicImport[]; next: string | null }> {
  const rows = await withHands(open(env.DB))
    .where(
      and(
        eq(imports.schoolId, school),
        after ? sql`(${imports.at}, ${imports.id}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(limit + 1);
  const { items, next } = page(rows, limit, ({ at, id }) => [at, id]);
  return { items: items.map(shownImport), next };
}

/** What of the differences is asked for. */
export interface DifferenceFilter {
  kind: DifferenceKind | null;
  state: DifferenceState | null;
  /** Words that all stand in what a row shows. */
  q: string | null;
}

/** Rows read at once while a search looks for those it wants. */
const searchedAtOnce = 500;

/** An import's differences in their order. Refuses with `not_found`. */
export async function listDifferences(
  env: Env,
  school: string,
  importId: string,
  filter: DifferenceFilter,
  limit: number,
  after: Cursor | null,
): Promise<{ items: PublicDifference[]; next: string | null }> {
  await findImport(env, school, importId);
  const isFound = seeking(filter.q ?? "");
  const most = filter.q ? searchedAtOnce : limit + 1;
  const found: Row[] = [];
  let [from, isEnd] = [after?.[0] ?? -1, false];
  while (found.length <= limit && !isEnd) {
    const rows = await differencesAfter(env, importId, filter, from, most);
    found.push(...rows.filter((row) => isFound(textOf(row))));
    isEnd = rows.length < most;
    from = rows.at(-1)?.position ?? from;
  }
  const { items, next } = page(found, limit, ({ position }) => [position, ""]);
  return { items: items.map(shownDifference), next };
}

type Row = Awaited<ReturnType<typeof differencesAfter>>[number];

function differencesAfter(
  env: Env,
  importId: string,
  { kind, state }: DifferenceFilter,
  after: number,
  most: number,
) {
  return open(env.DB)
    .select({ ...columns, decider: packedOrNull(decider, names) })
    .from(differences)
    .leftJoin(decider, eq(decider.id, differences.decidedById))
    .where(
      and(
        eq(differences.importId, importId),
        // By the plus the state's index is the one to go by.
        kind === null
          ? undefined
          : state
            ? sql`+${differences.kind} = ${kind}`
            : eq(differences.kind, kind),
        state ? eq(differences.state, state) : undefined,
        gt(differences.position, after),
      ),
    )
    .orderBy(asc(differences.position))
    .limit(most);
}

function shownDifference(row: Row): PublicDifference {
  const { id, kind, subject, before, after, state, outcome } = row;
  const decidedBy = state === "open" ? null : person(row.decider);
  return { id, kind, subject, before, after, state, decidedBy, protected: row.protected, outcome };
}

function textOf({ subject, before, after }: Row): string {
  const texts = [before, after].flatMap((side) =>
    Object.values(side ?? {}).flatMap((value) => (typeof value === "string" ? [value] : [])),
  );
  return searchText([subject.name, ...texts]);
}
