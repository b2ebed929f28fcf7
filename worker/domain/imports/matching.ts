import type { RowStatus, Telling } from "../rosters/roster.ts";
import type { Link } from "./standing.ts";

/** A row of the MIS. */
export interface Listed {
  key: string;
  sourcedId: string | null;
  status: RowStatus;
}

/** What of the school a row of the MIS may be, by what they have in common. */
export interface Signs<R, S> {
  /** Whom it is by a mark of Staffroom's own, which tells namesakes apart. */
  own?(row: R): S | undefined;
  /** Whom it can only be. */
  certain(row: R): S | undefined;
  /** Whom it may well be: somebody asks. */
  likely(row: R): S | undefined;
  /** Whether two rows that are both new are likely one. */
  twin(row: R): Twin;
  /** Whether the school has said before that these two are not one. */
  isSettled(row: R, found: S): boolean;
}

/** What a new row is known by, and what it would be known by if it were another's second. */
export interface Twin {
  marks: readonly string[];
  asks: readonly string[];
}

/** A row of the MIS and what it is here, with what it last said where that is known. */
export interface Matched<R, S> {
  row: R;
  found: S;
  link: Link | null;
}

/** Who is who. */
export interface Matching<R, S> {
  matched: Matched<R, S>[];
  /** Those that can only be one, but the MIS's id is not known here; and those known here by an id that the MIS has no more. */
  unlinked: Matched<R, S>[];
  moved: Matched<R, S>[];
  /** Those that are likely one. */
  likely: Matched<R, S>[];
  /** Those the MIS has twice, and which row was first. */
  twice: { row: R; first: R }[];
  fresh: R[];
  /** Those of whom the school has said that they are not one, though they are likely to be. */
  apart: Matched<R, S>[];
  /** Those who have left: whom a row says to be gone, and whom the MIS had and has no more. */
  gone: { found: S; row?: R }[];
}

/** Finds out who is who among rows of the MIS and those of the school, each of which is one person, pupil or group. */
export function match<R extends Listed, S extends { id: string }>(
  rows: readonly R[],
  standing: readonly S[],
  links: readonly Link[],
  telling: Telling,
  signs: Signs<R, S>,
): Matching<R, S> {
  const byId = new Map(standing.map((each) => [each.id, each]));
  const byKey = new Map(links.map((link) => [link.sourcedId, link]));
  const present = rows.filter(({ status }) => status === "active");
  const isPresent = new Set(present.map(({ key }) => key));
  const linked = groupBy(links, ({ rowId }) => rowId);
  const claimed = new Map<string, R>();
  const done: Matching<R, S> = {
    matched: [],
    unlinked: [],
    moved: [],
    likely: [],
    twice: [],
    fresh: [],
    apart: [],
    gone: [],
  };

  let left = present.filter((row) => {
    const [link, own] = [linkOf(row), signs.own?.(row)];
    if (own && own.id !== link?.rowId && isFound(row, own, "certain")) return false;
    const found = link && byId.get(link.rowId);
    if (!found) return true;
    claimed.set(found.id, claimed.get(found.id) ?? row);
    done.matched.push({ row, found, link });
    return false;
  });
  for (const how of ["certain", "likely"] as const)
    left = left.filter((row) => !isFound(row, signs[how](row), how));
  done.apart = left.flatMap(apartOf);
  const twins = new Map<string, R>();
  for (const row of left) {
    const { marks, asks } = signs.twin(row);
    const first = asks.map((mark) => twins.get(mark)).find(Boolean);
    if (first) done.twice.push({ row, first });
    else {
      done.fresh.push(row);
      for (const mark of marks) twins.set(mark, row);
    }
  }
  done.gone = gone();
  return done;

  function isFound(row: R, found: S | undefined, how: "certain" | "likely"): boolean {
    if (!found || signs.isSettled(row, found)) return false;
    const first = claimed.get(found.id);
    if (first && how === "likely") return false;
    if (first) done.twice.push({ row, first });
    else {
      const theirs = linked.get(found.id) ?? [];
      const before = theirs.find(({ said }) => !said.isOfList) ?? null;
      const one = { row, found, link: before };
      if (how === "likely") done.likely.push(one);
      // A list has no ids that could stand for anybody.
      else if (row.sourcedId === null)
        done.matched.push({ ...one, link: before ?? theirs[0] ?? null });
      else if (before) done.moved.push(one);
      else done.unlinked.push(one);
      claimed.set(found.id, row);
    }
    return true;
  }

  function apartOf(row: R): Matched<R, S>[] {
    const found = signs.own?.(row) ?? signs.certain(row) ?? signs.likely(row);
    if (!found || claimed.has(found.id) || !signs.isSettled(row, found)) return [];
    return [{ row, found, link: linked.get(found.id)?.[0] ?? null }];
  }

  /** What the row's id stands for; null for nobody who is there. */
  function linkOf({ key }: R): Link | null {
    const link = byKey.get(key);
    return link && byId.has(link.rowId) ? link : null;
  }

  function gone(): { found: S; row?: R }[] {
    if (telling === null) return [];
    const named = new Map(
      rows.flatMap((row): [string, R][] => {
        const id = row.status === "tobedeleted" ? saidGone(row) : undefined;
        return id === undefined ? [] : [[id, row]];
      }),
    );
    return standing.flatMap((found) => {
      const [row, theirs] = [named.get(found.id), linked.get(found.id)];
      if (claimed.has(found.id)) return [];
      if (row) return [{ found, row }];
      const isMissing =
        telling === "bulk" && theirs?.every(({ sourcedId }) => !isPresent.has(sourcedId));
      return isMissing ? [{ found }] : [];
    });
  }

  /** Whom a row says to be gone: an id of the MIS means nobody but whom it stands for. */
  function saidGone(row: R): string | undefined {
    const known = signs.own?.(row)?.id ?? linkOf(row)?.rowId;
    return known ?? (row.sourcedId === null ? signs.certain(row)?.id : undefined);
  }
}

/** Values by what `of` says of each; those of which it is one alone. */
export function uniqueBy<T>(all: readonly T[], of: (one: T) => string | null): Map<string, T> {
  const grouped = groupBy(all, (one) => of(one) ?? "");
  grouped.delete("");
  return new Map(
    [...grouped].flatMap(([mark, some]): [string, T][] => {
      const [only] = some;
      return only !== undefined && some.length === 1 ? [[mark, only]] : [];
    }),
  );
}

export function groupBy<T>(all: readonly T[], of: (one: T) => string): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of all) {
    const mark = of(one);
    const some = grouped.get(mark);
    if (some) some.push(one);
    else grouped.set(mark, [one]);
  }
  return grouped;
}

/** All who are known or likely known, whatever somebody is asked about them; of those who have two ids, by the first. */
export function peopleOf<R, S extends { id: string }>({
  matched,
  unlinked,
  moved,
  likely,
}: Matching<R, S>): Matched<R, S>[] {
  const seen = new Set<string>();
  return [...matched, ...unlinked, ...moved, ...likely].filter(({ found }) => {
    const isFirst = !seen.has(found.id);
    seen.add(found.id);
    return isFirst;
  });
}
