import { describe, expect, it } from "vitest";
import { likelyDuplicates } from "#domain/users/duplicates";

const somebody = (id: string, changes: object) => ({
  id,
  username: id,
  givenName: id,
  familyName: "Only",
  email: null,
  status: "active",
  ...changes,
});

describe("[A13] likely duplicates", () => {
  it("are found by username, name and e-mail local part", () => {
    const found = likelyDuplicates([
      somebody("a", { username: "wg204nx_james" }),
      somebody("b", { username: "wg204nx_james.1" }),
      somebody("c", { username: "x1", givenName: "Zoë", familyName: "O'Neill" }),
      somebody("d", { username: "x22", givenName: "zoe", familyName: "ONeill" }),
      somebody("e", { username: "ee", email: "K.Li@oakfield.example" }),
      somebody("f", { username: "ff", email: "k.li@home.example" }),
      somebody("g", { username: "gg" }),
      somebody("h", { username: "gg2", status: "inactive" }),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      a: ["b"],
      b: ["a"],
      c: ["d"],
      d: ["c"],
      e: ["f"],
      f: ["e"],
    });
  });
});
