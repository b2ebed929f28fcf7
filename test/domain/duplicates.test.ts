import { describe, expect, it } from "vitest";
import { likelyDuplicates, likenessInWords } from "#domain/users/likeness";

const somebody = (id: string, changes: object) => ({
  id,
  username: id,
  givenName: id,
  familyName: "Only",
  email: null,
  status: "active",
  ...changes,
});

const found = (...people: object[]) =>
  Object.fromEntries(likelyDuplicates(people.map((one, i) => somebody("abcdefgh".charAt(i), one))));

const james = { givenName: "Zoë", familyName: "St James" };

describe("[A13] likely duplicates", () => {
  it("are those with one name and usernames that differ by a number", () => {
    expect(
      found(
        { ...james, username: "wg204nx_james" },
        { givenName: "zoe", familyName: "St. James", username: "wg204nx_james.1" },
      ),
    ).toEqual({ a: [{ id: "b", signs: ["username"] }], b: [{ id: "a", signs: ["username"] }] });
  });

  it("are those with one name whose personal addresses begin alike", () => {
    expect(
      found(
        { ...james, email: "Z.James@oakfield.example" },
        { ...james, email: "z.james+school@home.example" },
      ),
    ).toEqual({ a: [{ id: "b", signs: ["address"] }], b: [{ id: "a", signs: ["address"] }] });
  });

  it("are not two people with one surname, nor one post at two places: a single sign says nothing", () => {
    const surname = [
      {
        givenName: "Ann",
        familyName: "Quill",
        username: "ng75pn_q",
        email: "ann@oakfield.example",
      },
      { givenName: "Bo", familyName: "Quill", username: "ng75pn_q2", email: "bo@oakfield.example" },
    ];
    expect(found(...surname)).toEqual({});
    const posts = [{ email: "office@oakfield.example" }, { email: "office@fernhill.example" }];
    expect(found(...posts)).toEqual({});
    // Not even where two people called alike sit there.
    expect(found(...posts.map((post) => ({ ...james, ...post })))).toEqual({});
    expect(found({ ...james }, { ...james })).toEqual({});
    expect(found({ email: "z.j@oakfield.example" }, { email: "z.j@home.example" })).toEqual({});
  });

  it("are told with what says so", () => {
    const both = { ...james, email: "z.james@oakfield.example" };
    const [alike] = found({ ...both, username: "x_1" }, { ...both, username: "x_2" }).a ?? [];
    expect(likenessInWords(alike?.signs ?? [])).toBe(
      "the same name, and usernames that differ only by a number, and e-mail addresses that begin alike",
    );
  });

  it("are nobody who has left, and nobody whose name many have", () => {
    const twin = (i: number, status = "active") => ({
      ...james,
      username: `wg204nx_james${i}`,
      status,
    });
    expect(found(twin(1), twin(2, "inactive"))).toEqual({});
    expect(found(...[1, 2, 3, 4, 5].map((i) => twin(i)))).toEqual({});
  });
});
