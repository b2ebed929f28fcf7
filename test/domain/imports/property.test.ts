import fc from "fast-check";
import { expect, test } from "vitest";
import type { Difference, NamedMember } from "#domain/imports/difference";
import { differencesBetween } from "#domain/imports/differences";
import type { Link, Standing, StandingMember } from "#domain/imports/standing";
import type { Roster } from "#domain/rosters/roster";
import {
  group,
  groupRow,
  memberRow,
  person,
  pupil,
  pupilRow,
  roster,
  staffRow,
  standing,
} from "./rosters.ts";

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

let made = 0;
const newId = () => `row${++made}`;

/** What applying does, as a picture of it in memory. */
function applied(here: Standing, differences: readonly Difference[]): Standing {
  const next = structuredClone({ ...here, settled: [] });
  const invitedIds = new Set(here.invitedIds);
  const links = next.links as Record<"user" | "group" | "pupil", Link[]>;
  const [staff, pupils, groups, members] = [
    [...next.staff],
    [...next.pupils],
    [...next.groups],
    [...next.members] as StandingMember[],
  ];
  const link = (noun: keyof typeof links, sourcedId: string, rowId: string, said: object) => {
    links[noun] = links[noun].filter((each) => each.sourcedId !== sourcedId);
    links[noun].push({ sourcedId, rowId, said: { ...said } });
  };
  const linkOf = (noun: keyof typeof links, sourcedId: string) =>
    links[noun].find((each) => each.sourcedId === sourcedId);
  for (const { subject, task } of differences) {
    const { noun, id } = subject;
    const rows: { id: string; status: string }[] = { user: staff, group: groups, pupil: pupils }[
      noun
    ];
    const row = rows.find((each) => each.id === id);
    if (task.do === "link")
      for (const [key, rowId] of task.pairs) {
        const before = links[noun].find((each) => each.rowId === rowId);
        links[noun] = links[noun].filter((each) => each.rowId !== rowId);
        link(noun, key, rowId, before?.said ?? {});
      }
    if (task.do === "same") link(noun, task.sourcedId, linkOf(noun, task.as)?.rowId ?? "", {});
    if (task.do === "join") {
      if (task.joiner.email) invitedIds.add(task.sourcedId);
      else {
        const come = { ...person(newId(), "X Y"), ...task.joiner };
        staff.push(come);
        link("user", task.sourcedId, come.id, task.said);
      }
    }
    if (task.do === "return" && row) {
      row.status = "active";
      const before = linkOf(noun, task.sourcedId);
      link(noun, task.sourcedId, row.id, { ...before?.said, left: false });
    }
    if (task.do === "change" && row) {
      Object.assign(row, task.change);
      link(noun, task.sourcedId, row.id, { ...linkOf(noun, task.sourcedId)?.said, ...task.said });
    }
    if (task.do === "add") {
      const come = noun === "group" ? group(newId(), "") : pupil(newId(), "X Y");
      rows.push(Object.assign(come, task.row));
      link(noun, task.sourcedId, come.id, task.said);
      for (const key of task.groups ?? []) {
        const joined = linkOf("group", key);
        if (!joined) continue;
        members.push({ groupId: joined.rowId, personId: come.id, kind: "pupil", source: "mis" });
        joined.said.pupils = [...((joined.said.pupils as string[]) ?? []), task.sourcedId];
      }
    }
    if (task.do === "leave" && row) {
      row.status = "inactive";
      for (const each of links[noun]) if (each.rowId === row.id) each.said.left = true;
    }
    if (task.do === "members") {
      const groupId = linkOf("group", task.sourcedId)?.rowId ?? "";
      const rowOf = ({ kind, id, sourcedId }: NamedMember) =>
        id ?? linkOf(kind === "staff" ? "user" : "pupil", sourcedId)?.rowId ?? "";
      for (const member of task.remove) {
        const at = members.findIndex(
          (each) => each.groupId === groupId && each.personId === rowOf(member),
        );
        if (at >= 0) members.splice(at, 1);
      }
      for (const member of task.add)
        members.push({ groupId, personId: rowOf(member), kind: member.kind, source: "mis" });
      Object.assign(linkOf("group", task.sourcedId)?.said ?? {}, task.said);
    }
  }
  return { ...here, staff, pupils, groups, members, links, invitedIds };
}

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

test("[S5] every difference has a key of its own, and none that is settled comes again", () => {
  fc.assert(
    fc.property(file, file, (one, other) => {
      const here = applied(standing(), differencesBetween(one, standing()));
      const found = differencesBetween(other, here);
      const keys = found.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const settled = new Set(keys);
      const again = differencesBetween(other, { ...here, settled });
      expect(again.filter(({ key }) => settled.has(key))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
