import { expect, it } from "vitest";
import { openIn, type PublicDifference } from "#domain/imports";
import { applyAll, differencesOf, importOf, send } from "../../files/mis-files.ts";
import { historyIsWhole } from "../../history.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";
import { mutatedFile } from "../../rosters/mutated.ts";

/** Of the files that `test/domain/rosters/fuzz.test.ts` reads one of so many comes through the public door. */
const { ROSTERS, ROSTERS_EVERY, ROSTERS_FROM } = bindings as unknown as Record<string, string>;
const every = Number(ROSTERS_EVERY);
const seeds = Array.from(
  { length: Math.ceil(Number(ROSTERS) / every) },
  (_, i) => Number(ROSTERS_FROM) + i * every,
);
/** Of those that are taken, one of so many is applied. */
const applying = 4;

it(`[S5] whatever a school sends is an import or a refusal in words, and changes nothing by itself: ${seeds.length} mutated files`, {
  timeout: 1_800_000,
}, async () => {
  let people = await cast();
  let [taken, applications] = [0, 0];
  for (const seed of seeds) {
    const { name, bytes, what } = mutatedFile(seed);
    const about = `seed ${seed}: ${what}`;
    const before = await stateOf(people.priya);
    const answer = await send(people.priya, bytes, { name });
    if (answer.status === 201) {
      const { id, counts } = await importOf(answer);
      expect(await stateOf(people.priya), about).toEqual(before);
      if (openIn(counts) === 0) continue;
      taken += 1;
      if (taken % applying !== 1) continue;
      applications += 1;
      await applyAll(people.priya, id);
      const refused = (await differencesOf(people.priya, id)).filter(({ outcome }) => outcome);
      const again = await importOf(await send(people.priya, bytes, { name }));
      const left = await differencesOf(people.priya, again.id);
      // What could not be done was said in words, and comes again, with the groups they were to be in.
      const names = new Set<unknown>(refused.map(({ subject }) => subject.name));
      const isTold = ({ subject, after }: PublicDifference) => {
        const added = Array.isArray(after?.add) ? after.add : [];
        return (
          names.has(subject.name) || (added.length > 0 && added.every((name) => names.has(name)))
        );
      };
      expect(
        left.filter((one) => !isTold(one)),
        about,
      ).toEqual([]);
      await historyIsWhole(people.priya);
      people = await cast();
    } else {
      await checkRefusal(answer, name, about);
      expect(await stateOf(people.priya), about).toEqual(before);
    }
  }
  console.log({ files: seeds.length, taken, applications });
  expect(taken).toBeGreaterThan(0);
  await isNothingTo(people);
});

async function checkRefusal(answer: Response, name: string, about: string): Promise<void> {
  expect([413, 422], about).toContain(answer.status);
  const { reasons, fields, detail } = (await answer.json()) as {
    reasons?: { file: string; line: number | null; text: string }[];
    fields?: { file: string };
    detail: string;
  };
  expect(fields?.file ?? detail, about).toMatch(/[.?]$/);
  for (const { file, line, text } of reasons ?? []) {
    expect(file, about).toMatch(name === "mis.zip" ? /\.(?:zip|csv)$/ : name);
    expect(line ?? 1, about).toBeGreaterThan(0);
    expect(text.length, about).toBeGreaterThan(15);
  }
}

/** All that a file could change, but for the imports themselves. */
async function stateOf(by: Somebody): Promise<unknown> {
  const { users, groups, invites } = (await (await by.get("/snapshot")).json()) as object &
    Record<string, unknown>;
  return { users, groups, invites, pupils: await (await by.get("/pupils")).json() };
}

/** Ngozi of Fernhill has seen none of it. */
async function isNothingTo({ ngozi, oakfield }: Cast): Promise<void> {
  expect((await ngozi.ask(`/api/schools/${oakfield}/imports`)).status).toBe(404);
  const { imports } = (await (await ngozi.get("/snapshot")).json()) as { imports: unknown[] };
  expect(imports).toEqual([]);
}
