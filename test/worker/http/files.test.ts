import { beforeAll, describe, expect, it } from "vitest";
import { makeGroup } from "../../groups.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

/** A file as its bytes say, with what comes with it. */
async function file(by: Somebody, path: string) {
  const answer = await by.get(path);
  expect(answer.status).toBe(200);
  const bytes = await answer.arrayBuffer();
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  return { text, lines: text.slice(1).trimEnd().split("\r\n"), headers: answer.headers };
}

/** A line's cells by the headings. */
function rowOf(lines: string[], having: string): Record<string, string> {
  const cells = (line = "") => line.slice(1, -1).split('","');
  const found = cells(lines.find((line) => line.includes(having)));
  return Object.fromEntries(cells(lines[0]).map((head, i) => [head, found[i] ?? ""]));
}

describe("[A17] the lists as files", () => {
  it("have every invite in words, UTF-8 with its mark, to be saved under a name", async () => {
    const { tom, ngozi } = people;
    const sent = await invite(tom, { email: "suil@oakfield.example", staffType: "slt" });
    await tom.call("PUT", `/invites/${sent.id}/revocation`);
    const theirs = await invite(ngozi);
    const { text, lines, headers } = await file(tom, "/invites.csv");
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("Content-Disposition")).toContain('filename="invites.csv"');
    expect(rowOf(lines, "suil@")).toMatchObject({
      "E-mail": "suil@oakfield.example",
      Role: "Editor",
      "Staff type": "SLT",
      Status: "Revoked",
      "Invited by": "Tom Mills",
      Resends: "0",
    });
    expect(text).not.toContain(theirs.email);
  });

  it("have everybody with an account, and the groups they are in by name", async () => {
    const { priya, lena, ngozi } = people;
    await makeGroup(priya, "7A", [lena]);
    const { text, lines, headers } = await file(priya, "/users.csv");
    expect(headers.get("Content-Disposition")).toContain('filename="users.csv"');
    expect(rowOf(lines, "Brand")).toMatchObject({
      "First name": "Lena",
      Surname: "Brand",
      Role: "Editor",
      "Staff type": "Teacher",
      Groups: "7A",
      Status: "Active",
    });
    expect(text).not.toContain(ngozi.name.split(" ")[1]);
  });

  it("take the lists' filters and nothing else", async () => {
    const { tom, priya, rene } = people;
    const [pending, withdrawn] = [await invite(tom), await invite(tom)];
    await tom.call("PUT", `/invites/${withdrawn.id}/revocation`);
    const { text } = await file(tom, "/invites.csv?status=pending");
    expect([text.includes(pending.email), text.includes(withdrawn.email)]).toEqual([true, false]);
    await priya.call("PUT", `/users/${rene.id}/deactivation`);
    expect((await file(tom, "/users.csv?status=inactive")).text).toContain("Dubois");
    expect((await file(tom, "/users.csv?status=active")).text).not.toContain("Dubois");
    expect((await file(tom, "/users.csv?q=mills%20tom")).lines).toHaveLength(2);
    for (const wrong of ["/invites.csv?status=gone", "/invites.csv?limit=1", "/users.csv?cursor=x"])
      expect((await tom.get(wrong)).status).toBe(422);
  });

  it("are whole, however many rows there are, in the lists' order", async () => {
    const { ngozi } = people;
    const rows = Array.from({ length: 600 }, (_, i) => ({
      email: `n${i}@fernhill.example`,
      role: "viewer",
    }));
    expect((await ngozi.call("POST", "/invites/batches?hold=8", { rows })).status).toBe(200);
    const { lines } = await file(ngozi, "/invites.csv");
    const emails = lines.slice(1).map((line) => line.slice(1, line.indexOf('"', 1)));
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.filter((email) => /^n\d+@/.test(email))).toHaveLength(600);
    const { items } = (await (await ngozi.get("/invites?limit=200")).json()) as {
      items: { email: string }[];
    };
    expect(emails.slice(0, 200)).toEqual(items.map(({ email }) => email));
  });

  it("are harmless to spreadsheets, whatever people call themselves", async () => {
    const { tom } = people;
    const sent = await invite(tom);
    const phone = "+44 115 496 0000";
    expect((await submit(tokenOf(sent), filledIn({ phone }))).status).toBe(303);
    const { text } = await file(tom, "/users.csv");
    expect(text).toContain(`"'${phone}"`);
    await invite(tom, { email: "-dash@oakfield.example" });
    const invites = await file(tom, "/invites.csv");
    expect(invites.text).toContain(`"'-dash@oakfield.example"`);
    for (const each of [text, invites.text]) expect(each).not.toMatch(/"[=+\-@|%]/);
  });

  it("are for those alone who may see the whole lists", async () => {
    const { lena, tom, ngozi } = people;
    for (const path of ["/invites.csv", "/users.csv"]) {
      expect((await lena.get(path)).status).toBe(403);
      expect((await ngozi.ask(`/api/schools/${tom.school}${path}`)).status).toBe(404);
    }
  });
});
