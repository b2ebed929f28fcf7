import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type MisBox, misClient } from "../../mis-server.ts";
import { dialog, expectAccessible, people, Stage, type Window } from "../stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;

beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = await Promise.all([stage.signedIn(people.priya), stage.signedIn(people.tom)]);
});
afterAll(() => stage?.close());

const schoolOf = ({ page }: Window) => new URL(page.url()).pathname.split("/")[2] ?? "";
const card = ({ page }: Window) => page.getByRole("region", { name: "The MIS server" });

/** A server of the school's own, which has these people. */
async function server(...names: string[]) {
  const url = `${inject("mis")}/${crypto.randomUUID()}`;
  const org = { sourcedId: "o1", type: "org" };
  const users = names.map((name, i) => ({
    sourcedId: `s${i}`,
    status: "active",
    enabledUser: "true",
    givenName: name.split(" ")[0],
    familyName: name.split(" ")[1],
    roles: [{ roleType: "primary", role: "teacher", org }],
  }));
  const orgs = [{ sourcedId: "o1", status: "active", name: "Oakfield High", type: "school" }];
  const behave = (how: Partial<MisBox>) => fetch(url, { method: "PUT", body: JSON.stringify(how) });
  await behave({ rows: { orgs, users, classes: [], enrollments: [] } });
  return { url, behave };
}

async function fill(window: Window, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await dialog(window).getByLabel(label, { exact: true }).fill(text);
}

/** It is the night in which the MIS is asked next. */
async function night(window: Window): Promise<void> {
  const database = await stage.serving.database();
  await database
    .prepare("update mis_sources set next_at = 1 where school_id = ?")
    .bind(schoolOf(window))
    .run();
  await stage.serving.sweep();
}

describe("[S5] the MIS server that is asked each night", () => {
  it("Priya sets it up and tries it, Tom sees what it brings and has it asked no more", async () => {
    const { url, behave } = await server("Gwen Hughes", "Cerys Bevan");
    for (const window of [priya, tom])
      await window.page.goto(stage.url(`/s/${schoolOf(window)}/mis`));
    // A try before this one may have ended anywhere.
    await stage.call(priya.page, "DELETE", "/imports/source");
    await card(priya).getByRole("button", { name: "Set up…" }).click();
    await fill(priya, { "Address of the server": "http://mis.example.org" });
    const tries = dialog(priya).getByRole("button", { name: "Try the connection" });
    await tries.click();
    await dialog(priya).getByText("begins with https://").waitFor();
    await fill(priya, {
      "Address of the server": url,
      "Token address": `${url}/token`,
      "Client id": misClient.clientId,
      "Client secret": "mistyped",
    });
    await tries.click();
    await dialog(priya).getByText("does not accept the client id and secret").waitFor();
    await expectAccessible(priya.page, "the MIS server, refused");
    await fill(priya, { "Client secret": misClient.secret });
    await dialog(priya).getByRole("button", { name: "Show client secret" }).click();
    expect(
      await dialog(priya).getByLabel("Client secret", { exact: true }).getAttribute("type"),
    ).toBe("text");
    await tries.click();
    await dialog(priya).getByText("lets Staffroom in, and has people").waitFor();

    // Nothing of it is saved yet, so leaving is asked about.
    await priya.page.keyboard.press("Escape");
    await dialog(priya).getByRole("button", { name: "Keep editing" }).click();
    await dialog(priya).getByRole("button", { name: "Save" }).click();
    await dialog(priya).waitFor({ state: "detached" });
    for (const window of [priya, tom]) await card(window).getByText("First asked at").waitFor();
    await expectAccessible(priya.page, "the MIS server, set");

    await night(priya);
    await tom.page.locator(".diff", { hasText: "Cerys Bevan" }).waitFor();
    await card(tom)
      .getByText(/^Asked .*: 2 differences · next at/)
      .waitFor();
    await behave({ script: ["broken"] });
    await night(priya);
    await card(tom).getByText("a fault of its own (500)").waitFor();

    // What is kept is shown to nobody, and holds for what else is changed.
    await card(tom).getByRole("button", { name: "Change server…" }).click();
    expect(await dialog(tom).getByLabel("Address of the server").inputValue()).toBe(url);
    for (const label of ["Client id", "Client secret"])
      expect(await dialog(tom).getByLabel(label, { exact: true }).inputValue()).toBe("");
    await dialog(tom).getByLabel("It speaks").selectOption("1.1");
    await dialog(tom).getByRole("button", { name: "Try the connection" }).click();
    await dialog(tom).getByText("lets Staffroom in, and has people").waitFor();
    await dialog(tom).getByRole("button", { name: "Save" }).click();
    await dialog(tom).waitFor({ state: "detached" });
    await card(tom).getByRole("button", { name: "Stop asking…" }).click();
    await tom.page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Stop asking", exact: true })
      .click();
    for (const window of [priya, tom])
      await card(window).getByRole("button", { name: "Set up…" }).waitFor();
    for (const window of [priya, tom]) expect(window.faults).toEqual([]);
  });
});
