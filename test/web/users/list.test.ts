import { expect, test } from "vitest";
import { sentence, spoken } from "#domain/events/sentences";
import { canonicalUsername } from "#domain/users/usernames";
import type { School } from "../../../web/replica/school.ts";
import { merge } from "../../../web/ui/forms/merge.ts";
import { chosenAmong } from "../../../web/ui/lists/choices/facets.ts";
import { userFacets } from "../../../web/users/facets.ts";
import {
  countUsers,
  holderOf,
  searchUsers,
  whyNotMailed,
  whyNotTicked,
} from "../../../web/users/list.ts";
import { oneTimePassword } from "../../../web/users/one-time-password.ts";
import { inOrder } from "../../../web/users/order.ts";
import { editOf, permissionsWith, tidied, type UserEdit } from "../../../web/users/panel/edit.ts";
import { changeOf } from "../../../web/users/panel/sent.ts";
import { at, user, userEvent } from "../rows.ts";

const rene = user({
  id: "rene",
  givenName: "René",
  familyName: "Dubois",
  username: "ng75pn_dubois",
  email: null,
  role: "viewer",
});
const lena = user({ id: "lena", lastSeenAt: at(-1) });
const priya = user({
  id: "priya",
  givenName: "Priya",
  familyName: "Shah",
  username: "ng75pn_shah",
  email: "P.Shah@oakfield.example",
});
const owner = { ...priya, role: "owner" as const, staffType: "headteacher" as const };
const gone = user({
  id: "gone",
  givenName: "Al",
  familyName: "Brand",
  username: "ng75pn_brand2",
  status: "inactive",
  email: "al@x.example",
});
const all = [owner, rene, gone, lena];
const editedFields = (base: UserEdit, edited: UserEdit) =>
  merge(base, tidied(edited), base).changes;
const ids = (users: { id: string }[]) => users.map(({ id }) => id);

test("[A1] search finds name, username and e-mail, all words, whatever the accents and capitals", () => {
  expect(ids(searchUsers(all, "all", "RENE dub"))).toEqual(["rene"]);
  expect(ids(searchUsers(all, "all", "ng75pn_brand"))).toEqual(["gone", "lena"]);
  expect(ids(searchUsers(all, "active", "brand"))).toEqual(["lena"]);
  expect(ids(searchUsers(all, "inactive", ""))).toEqual(["gone"]);
  expect(ids(searchUsers(all, "all", "p.shah@OAKFIELD"))).toEqual(["priya"]);
});

test("[A1] counts and order, by surname where the column does not decide", () => {
  expect(countUsers(all)).toEqual({ active: 3, inactive: 1, all: 4 });
  expect(ids(inOrder(all, { by: "name", isDescending: false }))).toEqual([
    "gone",
    "lena",
    "rene",
    "priya",
  ]);
  expect(ids(inOrder(all, { by: "name", isDescending: true }))).toEqual([
    "priya",
    "rene",
    "lena",
    "gone",
  ]);
  expect(ids(inOrder(all, { by: "role", isDescending: false }))).toEqual([
    "priya",
    "gone",
    "lena",
    "rene",
  ]);
  expect(ids(inOrder(all, { by: "lastSeen", isDescending: false }))[0]).toBe("lena");
  expect(ids(inOrder(all, { by: "email", isDescending: false })).at(-1)).toBe("rene");
});

test("[A6] an address is found in any spelling, inactive accounts included, but for one's own", () => {
  expect(holderOf(all, " p.SHAH@oakfield.example ")?.id).toBe("priya");
  expect(holderOf(all, "AL@x.example")?.id).toBe("gone");
  expect(holderOf(all, "p.shah@oakfield.example", "priya")).toBeUndefined();
});

test("whoever one looks after can be ticked, an e-mail or not; the reason is given where not", () => {
  expect(whyNotTicked("owner", rene)).toBeNull();
  expect(whyNotTicked("owner", gone)).toMatch(/Inactive/);
  expect(whyNotTicked("admin", owner)).toMatch(/Only an Owner/);
  expect(whyNotTicked("admin", lena)).toBeNull();
});

test("[A8] a password e-mail goes to nobody without an address, and the reason is given", () => {
  expect(whyNotMailed("owner", rene)).toMatch(/No e-mail/);
  expect(whyNotMailed("owner", gone)).toMatch(/Inactive/);
  expect(whyNotMailed("admin", { ...lena, role: "admin" })).toMatch(/Only an Owner/);
  expect(whyNotMailed("admin", lena)).toBeNull();
});

test("[A1] people are chosen by role, staff type and group, and only what somebody is can be chosen", () => {
  const facets = userFacets({
    groups: {
      all: () => [
        { id: "g", name: "7A", status: "active" },
        { id: "old", name: "6Z", status: "inactive" },
      ],
    },
  } as unknown as School);
  const inGroup = { ...lena, groupIds: ["g"] };
  const some = [owner, rene, inGroup];
  const chosen = (choice: Record<string, string>) =>
    ids([
      ...chosenAmong(
        some,
        facets.filter(({ key }) => key in choice),
        ({ key }) => choice[key] ?? null,
      ),
    ]);
  expect(chosen({})).toEqual(ids(some));
  expect(chosen({ role: "owner" })).toEqual(["priya"]);
  expect(chosen({ type: "headteacher", role: "viewer" })).toEqual([]);
  expect(chosen({ group: "g" })).toEqual(["lena"]);
  expect(facets.map((facet) => facet.options(some).map(([, name]) => name))).toEqual([
    ["Owner", "Editor", "Viewer"],
    ["Teacher", "Headteacher"],
    ["7A"],
  ]);
});

test("[U9] a search for a role finds whoever has it", () => {
  expect(ids(searchUsers(all, "all", "owner"))).toEqual(["priya"]);
});

test("[A5] SLT and Headteacher bring two permissions, others clear them, unless ticked in the same edit", () => {
  const base = editOf(lena);
  expect(permissionsWith("slt", base, new Set())).toEqual({
    editHistory: true,
    seeWholeSchool: true,
  });
  expect(permissionsWith("slt", base, new Set(["editHistory"] as const))).toEqual({
    seeWholeSchool: true,
  });
  const head = {
    ...base,
    staffType: "headteacher" as const,
    editHistory: true,
    seeWholeSchool: false,
    setTargets: true,
  };
  expect(permissionsWith("teacher", head, new Set())).toEqual({
    editHistory: false,
    seeWholeSchool: false,
  });
  // Back to what it was brings back what was.
  expect(permissionsWith("headteacher", head, new Set())).toEqual({
    editHistory: true,
    seeWholeSchool: false,
  });
});

test("only changed fields are sent; an emptied one is removed; with a staff type go all permissions", () => {
  const base = { ...editOf(lena), phone: "0115 496 0001" };
  const edited = { ...base, familyName: "  Brand ", phone: " ", givenName: "Helena  Maria" };
  expect(changeOf(editedFields(base, edited), edited)).toEqual({
    givenName: "Helena Maria",
    phone: null,
  });
  const lead = { ...base, staffType: "slt" as const, seeWholeSchool: true };
  expect(changeOf(editedFields(base, lead), lead)).toEqual({
    staffType: "slt",
    permissions: { editHistory: false, seeWholeSchool: true, setTargets: false },
  });
  const targets = { ...base, setTargets: true };
  expect(changeOf(editedFields(base, targets), targets)).toEqual({
    permissions: { setTargets: true },
  });
});

test("a made password is easy to read out, keeps the rules and is never the same", () => {
  const made = Array.from({ length: 200 }, oneTimePassword);
  for (const one of made) expect(one).toMatch(/^[a-hjkmnp-z]{4}-[2-9]{4}(-[a-hjkmnp-z]{4}){2}$/);
  expect(new Set(made).size).toBe(200);
  expect(canonicalUsername(made[0] ?? "")).toBe(made[0]);
});

test("what happens to users is told in words, details only as changed", () => {
  const said = (what: Parameters<typeof sentence>[0], me = "priya") => {
    const words = sentence(what, me);
    return words && [spoken(words), words.detail];
  };
  expect(said(userEvent("user.added"))).toEqual([
    "Tom Mills added Lena Brand.",
    "Editor · Teacher",
  ]);
  expect(
    said(userEvent("user.changed", { role: ["editor", "admin"], email: [null, null] })),
  ).toEqual(["Tom Mills changed Lena Brand.", "Editor → Admin · e-mail"]);
  expect(said(userEvent("user.changed", { phone: [null, null] }), "lena")?.[0]).toBe(
    "Tom Mills changed your account.",
  );
  expect(said(userEvent("user.changed", { passwordState: ["own", "handed_out"] }))?.[0]).toBe(
    "Tom Mills set a password for Lena Brand.",
  );
  expect(said(userEvent("user.changed", {}))?.[0]).toBe("Tom Mills set a password for Lena Brand.");
  const own = {
    ...userEvent("user.changed", { passwordState: ["handed_out", "own"] }),
    actor: { id: "lena", name: "Lena Brand" },
  };
  expect(said(own)?.[0]).toBe("Lena Brand chose a new password.");
  expect(said(userEvent("user.deactivated"), "tom")?.[0]).toBe("You deactivated Lena Brand.");
});
