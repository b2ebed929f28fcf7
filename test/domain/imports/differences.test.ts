import { describe, expect, it } from "vitest";
import { differencesBetween } from "#domain/imports/differences";
import type { Link } from "#domain/imports/standing";
import { applied } from "./applied.ts";
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

const said = ({ givenName, familyName, email }: ReturnType<typeof staffRow>) => ({
  title: null,
  givenName,
  middleName: null,
  familyName,
  email,
  phone: null,
});
const linkOf = (row: ReturnType<typeof staffRow>, rowId: string): Link => ({
  sourcedId: row.key,
  rowId,
  said: said(row),
});
const user = (...links: Link[]) => ({ user: links, group: [], pupil: [] });
const found = (...given: Parameters<typeof differencesBetween>) =>
  differencesBetween(...given).map(({ kind, subject, after }) => [
    kind,
    subject.name,
    ...(after?.because ? [after.because] : []),
  ]);

describe("[S5] what the MIS says otherwise", () => {
  it("is nobody where everybody is as the MIS has them, and joiners and leavers where not", () => {
    const [lena, joy] = [staffRow("s1", "Lena Brand"), staffRow("s2", "Joy Okafor")];
    const here = standing({
      staff: [
        person("lena", "Lena Brand"),
        person("rene", "Rene Dubois"),
        person("tom", "Tom Mills"),
      ],
      links: user(linkOf(lena, "lena"), linkOf(staffRow("s3", "Rene Dubois"), "rene")),
    });
    expect(found(roster({ staff: [lena, staffRow("s3", "Rene Dubois")] }), here)).toEqual([]);
    // Tom was never the MIS's.
    expect(found(roster({ staff: [lena, joy] }), here)).toEqual([
      ["joiner", "Joy Okafor"],
      ["leaver", "Rene Dubois"],
    ]);
  });

  it("lets nobody leave by a file that says nothing of them", () => {
    const lena = staffRow("s1", "Lena Brand");
    const here = standing({
      staff: [person("lena", "Lena Brand")],
      links: user(linkOf(lena, "lena")),
    });
    expect(found(roster({ pupils: [pupilRow("p1", "Ada Byron")] }), here)).toEqual([
      ["pupil", "Ada Byron"],
    ]);
    const delta = { staff: "delta", pupils: null, groups: null, memberships: null } as const;
    const tom = staffRow("s2", "Tom Mills");
    expect(found(roster({ tells: delta, staff: [tom] }), here)).toEqual([["joiner", "Tom Mills"]]);
    const gone = { ...lena, status: "tobedeleted" as const };
    expect(found(roster({ tells: delta, staff: [gone] }), here)).toEqual([
      ["leaver", "Lena Brand"],
    ]);
  });

  it("takes over what the MIS has changed, and never what was changed here by hand", () => {
    const row = staffRow("s1", "Lena Brand");
    const [asWas, byHand] = [person("lena", "Lena Brand"), person("lena", "Lena Brandt")];
    const married = { ...row, familyName: "Olu" };
    const links = user(linkOf(row, "lena"));
    expect(found(roster({ staff: [row] }), standing({ staff: [byHand], links }))).toEqual([]);
    const [taken] = differencesBetween(
      roster({ staff: [married] }),
      standing({ staff: [asWas], links }),
    );
    expect(taken).toMatchObject({
      kind: "details",
      before: { familyName: "Brand" },
      after: { familyName: "Olu" },
      protected: [],
      task: { change: { familyName: "Olu" } },
    });
    const [kept] = differencesBetween(
      roster({ staff: [married] }),
      standing({ staff: [byHand], links }),
    );
    expect(kept).toMatchObject({ protected: ["familyName"], task: { change: {} } });
  });

  it("asks who is who once where every id has changed, and one by one where a few have", () => {
    const names = ["Ada Byron", "Ben Cole", "Cy Dunn", "Di Eke", "Ed Fry"];
    const people = names.map((name, i) => person(`u${i}`, name));
    const olds = names.map((name, i) => staffRow(`old${i}`, name));
    const news = names.map((name, i) => staffRow(`new${i}`, name));
    const here = standing({
      staff: people,
      links: user(...olds.map((row, i) => linkOf(row, `u${i}`))),
    });
    const [question, ...others] = differencesBetween(roster({ staff: news }), here);
    expect(others).toEqual([]);
    expect(question).toMatchObject({ kind: "identity", after: { because: "moved", count: 5 } });
    const two = [...news.slice(0, 2), ...olds.slice(2)];
    expect(found(roster({ staff: two }), here)).toEqual([
      ["identity", "Ada Byron", "moved"],
      ["identity", "Ben Cole", "moved"],
    ]);
    // Said to be others: then somebody joins and somebody leaves.
    const settled = new Set(["identity:user:moved"]);
    const [said, ...come] = differencesBetween(roster({ staff: news }), { ...here, settled });
    expect(said).toMatchObject({ kind: "identity", isSettled: true, after: { isHeeded: true } });
    expect(come.map(({ kind, isSettled }) => `${kind} ${isSettled}`)).toEqual([
      ...Array(5).fill("joiner false"),
      ...Array(5).fill("leaver false"),
    ]);
  });

  it("goes on telling what was answered for good: two who are not one, and a group nobody wants", () => {
    const here = standing({ staff: [person("tom", "Tom Mills")] });
    const moved = staffRow("s2", "Tom Mills", { email: "tm@elsewhere.example" });
    const file = roster({ staff: [moved], groups: [groupRow("g1", "7A")] });
    const settled = new Set(differencesBetween(file, here).map(({ key }) => key));
    const again = differencesBetween(file, { ...here, settled });
    expect(again.map(({ kind, after, isSettled }) => [kind, after?.isHeeded, isSettled])).toEqual([
      ["identity", true, true],
      ["group", undefined, true],
      ["joiner", undefined, false],
    ]);
  });

  it("asks where address or name alone agree, and where the MIS has somebody twice", () => {
    const here = standing({ staff: [person("lena", "Lena Brand"), person("tom", "Tom Mills")] });
    const other = staffRow("s1", "Helena Smith", { email: "l.brand@oakfield.example" });
    const moved = staffRow("s2", "Tom Mills", { email: "tm@elsewhere.example" });
    const james = staffRow("s3", "Bo James", { email: null, username: "wg204nx_james" });
    const again = staffRow("s4", "Bo James", { email: null, username: "wg204nx_james.1" });
    const numbered = ["staff2", "staff3"].map((username) =>
      staffRow(username, "Al Young", { email: null, username }),
    );
    expect(found(roster({ staff: numbered }), standing())).toEqual([
      ["joiner", "Al Young"],
      ["joiner", "Al Young"],
    ]);
    expect(found(roster({ staff: [other, moved, james, again] }), here)).toEqual([
      ["identity", "Lena Brand", "likely"],
      ["identity", "Tom Mills", "likely"],
      ["joiner", "Bo James"],
      // Answered once there is somebody whom both ids stand for.
      ["identity", "Bo James", "twice"],
      // What is theirs, too, if it is them: it stays as it is here.
      ["details", "Lena Brand"],
      ["details", "Tom Mills"],
    ]);
  });

  it("has one question for those who were here before the MIS was", () => {
    const here = standing({ staff: [person("lena", "Lena Brand"), person("tom", "Tom Mills")] });
    const rows = [staffRow("s1", "Lena Brand"), staffRow("s2", "Tom Mills")];
    expect(differencesBetween(roster({ staff: rows }), here)).toMatchObject([
      { kind: "identity", after: { because: "unlinked", count: 2 } },
    ]);
    // A list has no ids: there is nothing to ask.
    const listed = rows.map((row) => ({ ...row, sourcedId: null }));
    expect(found(roster({ staff: listed }), here)).toEqual([]);
  });

  it("does not ask again about who is invited, nor bring back who was let go by hand", () => {
    const joy = staffRow("s1", "Joy Okafor");
    const invited = new Set(["j.okafor@oakfield.example"]);
    expect(found(roster({ staff: [joy] }), standing({ invited }))).toEqual([]);
    expect(found(roster({ staff: [joy] }), standing({ invitedIds: new Set(["s1"]) }))).toEqual([]);
    const gone = person("joy", "Joy Okafor", { status: "inactive" });
    const link = linkOf(joy, "joy");
    const here = (left: boolean) =>
      standing({ staff: [gone], links: user({ ...link, said: { ...link.said, left } }) });
    expect(found(roster({ staff: [joy] }), here(false))).toEqual([]);
    expect(found(roster({ staff: [joy] }), here(true))).toEqual([["joiner", "Joy Okafor"]]);
  });

  it("brings groups with their members, and leaves what was put in or taken out by hand", () => {
    const rows = [
      staffRow("s1", "Lena Brand"),
      staffRow("s2", "Tom Mills"),
      staffRow("s3", "Rene Dubois"),
    ];
    const people = [
      person("lena", "Lena Brand"),
      person("tom", "Tom Mills"),
      person("rene", "Rene Dubois"),
    ];
    const links = {
      user: rows.map((row, i) => linkOf(row, people[i]?.id ?? "")),
      group: [
        {
          sourcedId: "g1",
          rowId: "7a",
          said: { name: "7A", yearGroup: "Year 7", staff: ["s1", "s2"], pupils: [] },
        },
      ],
      pupil: [],
    };
    const member = (personId: string, source: "hand" | "mis") =>
      ({ groupId: "7a", personId, kind: "staff", source }) as const;
    const here = standing({
      staff: people,
      groups: [group("7a", "7A")],
      links,
      // Lena was taken out by hand, Rene put in.
      members: [member("tom", "mis"), member("rene", "hand")],
    });
    const file = (...keys: string[]) =>
      roster({
        staff: rows,
        groups: [groupRow("g1", "7A")],
        memberships: keys.map((key) => memberRow("g1", key)),
      });
    expect(differencesBetween(file("s1", "s2"), here)).toEqual([]);
    const [one] = differencesBetween(file("s1", "s3"), here);
    expect(one?.task).toMatchObject({ add: [], remove: [{ id: "tom" }] });
    const renamed = {
      ...file("s1", "s2"),
      groups: [groupRow("g1", "7 Ash"), groupRow("g2", "7B")],
    };
    expect(found(renamed, here)).toEqual([
      ["group", "7A"],
      ["group", "7B"],
    ]);
  });

  it("forgets nobody whom the MIS had in a group because a file tells only what has changed", () => {
    const rows = ["p1", "p2", "p3"].map((key) => pupilRow(key, `Ada ${key}`));
    const tells = { staff: null, pupils: null, groups: "delta", memberships: "delta" } as const;
    const file = (keys: string[], but = {}) =>
      roster({
        pupils: rows,
        groups: [groupRow("g1", "7A")],
        memberships: keys.map((key) => memberRow("g1", key, { kind: "pupil" })),
        ...but,
      });
    const whole = applied(standing(), differencesBetween(file(["p1", "p2"]), standing()));
    // Somebody takes p1 out by hand; then p3 comes.
    const here = { ...whole, members: whole.members.slice(1) };
    const told = applied(here, differencesBetween(file(["p3"], { tells }), here));
    expect(differencesBetween(file(["p1", "p2", "p3"]), told)).toEqual([]);
  });

  it("has a pupil with two ids in the groups of both", () => {
    const upn = "H801200001001";
    const file = roster({
      pupils: [pupilRow("p1", "Ada Byron", { upn }), pupilRow("p2", "Ada Byron", { upn })],
      groups: [groupRow("g1", "7A"), groupRow("g2", "7B")],
      memberships: [
        memberRow("g1", "p1", { kind: "pupil" }),
        memberRow("g2", "p2", { kind: "pupil" }),
      ],
    });
    const here = applied(standing(), differencesBetween(file, standing()));
    expect(here.members).toHaveLength(2);
    expect(new Set(here.members.map(({ personId }) => personId)).size).toBe(1);
    expect(differencesBetween(file, here)).toEqual([]);
  });

  it("knows pupils by their UPN", () => {
    const here = standing({ pupils: [pupil("ada", "Ada Byron", { upn: "H801200001001" })] });
    const row = pupilRow("p1", "Ada King", { upn: "H801200001001" });
    expect(found(roster({ pupils: [row] }), here)).toEqual([
      ["identity", "Ada Byron", "unlinked"],
      ["pupil", "Ada Byron"],
    ]);
    const other = pupilRow("p1", "Ada Byron", { upn: "K801200001003" });
    expect(found(roster({ pupils: [other] }), here)).toEqual([["pupil", "Ada Byron"]]);
  });
});
