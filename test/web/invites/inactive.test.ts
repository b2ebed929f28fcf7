import { expect, test } from "vitest";
import { inactiveOf } from "../../../web/invites/inactive.ts";
import { invite, user } from "../rows.ts";

test("[I15] an invite whose person is inactive leads to bringing them back, for those who may", () => {
  const people = [
    user({ id: "lena", status: "inactive", role: "editor" }),
    user({ id: "priya", status: "inactive", role: "owner" }),
    user({ id: "tom", status: "active" }),
  ];
  const school = { users: { at: (id: string) => people.find((one) => one.id === id) } } as never;
  const by = (userId: string | null) => inactiveOf(school, invite({ userId }), "admin")?.id;
  expect([by("lena"), by("tom"), by(null), by("gone")]).toEqual([
    "lena",
    undefined,
    undefined,
    undefined,
  ]);
  // An Admin does not look after Owners.
  expect(by("priya")).toBeUndefined();
});
