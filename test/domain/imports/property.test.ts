import fc from "fast-check";
import { expect, test } from "vitest";
import { differencesBetween } from "#domain/imports/differences";
import type { Standing } from "#domain/imports/standing";
import type { Roster } from "#domain/rosters/roster";
import { applied, newId } from "./applied.ts";
import { groupRow, memberRow, person, pupilRow, roster, staffRow, standing } from "./rosters.ts";

const names = ["Ada Byron", "Ben Cole", "Cy Dunn", "Di Eke", "Ed Fry", "Flo Gill", "Bo James"];
const years = ["Year 7", "Year 8", null];
const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });

/** What an MIS may say of a small school, year by year, ids kept or not. */
const file: fc.Arbitrary<Roster> = fc
  .record({
    staff: some(names),
    pupils: some(names),
    groups: some(["7A", "7B", "8A"]),
    surname: fc.constantFrom("", "son"),
    year: fc.constantFrom(...years),
    ids: fc.constantFrom("a", "b"),
    isMailed: fc.boolean(),
    links: fc.array(fc.tuple(fc.nat(6), fc.nat(2), fc.boolean()), { maxLength: 12 }),
  })
  .map(({ staff, pupils, groups, surname, year, ids, isMailed, links }) => {
    const mail = (name: string) => `${name.replace(" ", ".")}@oakfield.example`.toLowerCase();
    const rows = staff.map((name) =>
      staffRow(`s-${ids}-${name}`, name + surname, { email: isMailed ? mail(name) : null }),
    );
    const children = pupils.map((name) =>
      pupilRow(`p-${ids}-${name}`, name + surname, { upn: `UPN ${name}`, yearGroup: year }),
    );
    const classes = groups.map((name) => groupRow(`g-${name}`, name, { yearGroup: year }));
    const memberships = links.flatMap(([who, where, isStaff]) => {
      const of = isStaff ? rows : children;
      const [one, other] = [of[who % of.length], classes[where % classes.length]];
      if (!one || !other) return [];
      return [memberRow(other.key, one.key, { kind: isStaff ? "staff" : "pupil" })];
    });
    const unique = new Map(memberships.map((row) => [row.groupKey + row.personKey, row]));
    return roster({
      staff: rows,
      pupils: children,
      groups: classes,
      memberships: [...unique.values()],
    });
  });

/** Everybody who was invited accepts. */
function accepted(here: Standing, { staff }: Roster): Standing {
  const come = staff
    .filter(({ key }) => here.invitedIds.has(key))
    .map((row) => ({ ...person(newId(), "X Y"), ...namesIn(row), email: row.email, key: row.key }));
  return {
    ...here,
    invitedIds: new Set(),
    staff: [...here.staff, ...come],
    links: {
      ...here.links,
      user: [
        ...here.links.user,
        ...come.map((row) => ({
          sourcedId: row.key,
          rowId: row.id,
          said: { ...namesIn(row), email: row.email },
        })),
      ],
    },
  };
}

function namesIn({ givenName, familyName }: { givenName: string; familyName: string }) {
  return { givenName, familyName };
}

test("[S5] the same file twice proposes nothing the second time, whatever files came before", () => {
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 4 }), (files) => {
      let here = standing({ staff: [person("lena", "Ada Byron"), person("tom", "Ben Cole")] });
      for (const each of files) {
        here = applied(here, differencesBetween(each, here));
        expect(differencesBetween(each, here)).toEqual([]);
        here = accepted(here, each);
      }
    }),
    { numRuns: 500 },
  );
});

test("[S5] every difference has a key of its own, by which it is known as settled when it comes again", () => {
  fc.assert(
    fc.property(file, file, (one, other) => {
      const here = applied(standing(), differencesBetween(one, standing()));
      const found = differencesBetween(other, here);
      const keys = found.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const settled = new Set(keys);
      const again = differencesBetween(other, { ...here, settled });
      expect(new Set(again.map(({ key }) => key)).size).toBe(again.length);
      for (const { key, isSettled } of again) expect(isSettled).toBe(settled.has(key));
      const answered = found.flatMap(({ kind, key }) => (kind === "identity" ? [key] : []));
      expect(again.map(({ key }) => key)).toEqual(expect.arrayContaining(answered));
    }),
    { numRuns: 300 },
  );
});
