import { expect, test } from "vitest";
import { inviteFacets } from "../../../web/invites/facets.ts";
import { user } from "../rows.ts";

test("who may invite now stands before Lena, an Editor, and Ade, who has left; Staffroom is no person", () => {
  const people = [
    user({ id: "priya", role: "owner" }),
    user({ id: "tom", role: "admin" }),
    user({ id: "lena", role: "editor" }),
    user({ id: "ade", role: "admin", status: "inactive" }),
  ];
  const users = { all: () => people, at: (id: string) => people.find((one) => one.id === id) };
  const by = inviteFacets({ users }).find(({ key }) => key === "by");
  const values = ["priya", "tom", "lena", "ade", "staffroom", "gone"];
  expect(values.filter((one) => by?.seldom?.holds(one))).toEqual(["lena", "ade", "gone"]);
});
