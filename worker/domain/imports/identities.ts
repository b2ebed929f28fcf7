import type { Subject } from "../imports.ts";
import type { Difference } from "./difference.ts";
import type { Listed, Matched, Matching } from "./matching.ts";
import type { Standing } from "./standing.ts";

/** How many ids one question may be about: they are kept as one text, of which D1 takes 2 MB. */
const mostPairs = 15_000;
/** From so many on, and where it is more than half of all, ids that have changed are one question. */
const fewestMoved = 3;

/** What is said of a row to whoever is asked who is who. */
export type Described = (row: object) => Record<string, unknown> & { name: string };

type Because = "unlinked" | "moved" | "likely" | "twice";

/** What was answered for all of them before, and for good. */
export interface Answered {
  unlinked: boolean;
  moved: boolean;
}

/** The questions of who is who that a matching leaves; `linked` is how many the MIS's ids are known of. */
export function identities<R extends Listed, S extends { id: string }>(
  noun: Subject["noun"],
  { unlinked, moved, likely, apart, twice }: Matching<R, S>,
  linked: number,
  described: Described,
  answered: Answered,
): Difference[] {
  const isMass = moved.length >= fewestMoved && moved.length > linked / 2;
  const one = (because: Because) => (each: Matched<R, S>) =>
    questionOf(noun, because, each, described);
  return [
    ...(unlinked.length > 1 || answered.unlinked
      ? masses(noun, "unlinked", unlinked, described)
      : unlinked.map(one("unlinked"))),
    ...(answered.moved
      ? masses(noun, "moved", moved, described).map(heeded)
      : isMass
        ? masses(noun, "moved", moved, described)
        : moved.map(one("moved"))),
    ...likely.map(one("likely")),
    ...apart.map(one("likely")).map(heeded),
    ...twice.map(({ row, first }) => doubleOf(noun, row, first, described)),
  ];
}

/** Who joins and leaves was found by this answer: another takes a new look. */
function heeded(question: Difference): Difference {
  return { ...question, after: { ...question.after, isHeeded: true } };
}

/** By which it is remembered that two are not one. */
export function identityKey(noun: Subject["noun"], sourcedId: string, id: string): string {
  return `identity:${noun}:${sourcedId}=${id}`;
}

/** By which it is remembered that a question about many is not to be asked again. */
function massKey(noun: Subject["noun"], because: "unlinked" | "moved"): string {
  return `identity:${noun}:${because}`;
}

/** What the school has said for good of all whose ids are not known, or have changed at once. */
export function answeredOf(noun: Subject["noun"], { settled }: Standing): Answered {
  return {
    unlinked: settled.has(massKey(noun, "unlinked")),
    // Of pupils and groups it is asked anew, one by one, where they are fewer.
    moved: noun === "user" && settled.has(massKey(noun, "moved")),
  };
}

function questionOf<R extends Listed, S extends { id: string }>(
  noun: Subject["noun"],
  because: Because,
  { row, found, link }: Matched<R, S>,
  described: Described,
): Difference {
  const before = described(found);
  return {
    kind: "identity",
    key: identityKey(noun, row.key, found.id),
    subject: { noun, id: found.id, name: before.name },
    before: { ...before, sourcedId: link?.sourcedId ?? null },
    after: { ...described(row), sourcedId: row.sourcedId, because },
    protected: [],
    task: { do: "link", pairs: [[row.key, found.id]] },
  };
}

function doubleOf<R extends Listed>(
  noun: Subject["noun"],
  row: R,
  first: R,
  described: Described,
): Difference {
  const other = described(first);
  return {
    kind: "identity",
    key: identityKey(noun, row.key, first.key),
    subject: { noun, id: null, name: other.name },
    before: { ...other, sourcedId: first.sourcedId },
    after: { ...described(row), sourcedId: row.sourcedId, because: "twice" },
    protected: [],
    task: { do: "same", sourcedId: row.key, as: first.key },
  };
}

/** One question about all of them. */
function masses<R extends Listed, S extends { id: string }>(
  noun: Subject["noun"],
  because: "unlinked" | "moved",
  all: readonly Matched<R, S>[],
  described: Described,
): Difference[] {
  const starts = Array.from({ length: Math.ceil(all.length / mostPairs) }, (_, i) => i * mostPairs);
  return starts.map((start) => {
    const some = all.slice(start, start + mostPairs);
    const samples = some.slice(0, 5).map(({ found }) => described(found).name);
    return {
      kind: "identity",
      key: massKey(noun, because),
      subject: { noun, id: null, name: samples.join(", ") },
      before: { count: some.length },
      after: { because, count: some.length, samples },
      protected: [],
      task: { do: "link", pairs: some.map(({ row, found }) => [row.key, found.id]) },
    };
  });
}
