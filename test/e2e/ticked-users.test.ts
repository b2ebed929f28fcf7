import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dialog,
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "./stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
  const school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
  for (const { page } of [priya, tom]) {
    await page.goto(stage.url(`/s/${school}/users`));
    await untilLive(page);
  }
});
afterAll(() => stage?.close());

/** Two Viewers of these names, whose ids they are. */
async function newcomers(...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const familyName of names) {
    const details = { givenName: "Kit", familyName, role: "viewer", staffType: "governor" };
    const username = `ng75pn_${familyName.toLowerCase()}`;
    const made = await stage.call<{ user: { id: string } }>(priya.page, "POST", "/users", {
      ...details,
      username,
    });
    expect(made.status).toBe(201);
    ids.push(made.body.user.id);
  }
  for (const { page } of [priya, tom]) await page.mouse.move(5, 5);
  for (const window of [priya, tom]) for (const name of names) await row(window, name).waitFor();
  return ids;
}

/** Fresh for each try. */
const mark = () => crypto.randomUUID().replaceAll(/[-\d]/g, "").slice(0, 6);

describe("[A1] Priya ticks people", () => {
  it("and makes all of them Editors and Teachers at once, which Tom sees", async () => {
    const { page } = priya;
    const names = [`Ash${mark()}`, `Bay${mark()}`];
    await newcomers(...names);
    await markDocument(tom.page);
    for (const name of names) await row(priya, name).getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Ticked users" });
    await bar.getByRole("button", { name: "Change role or type" }).click();
    await dialog(priya).getByRole("heading", { name: "Change 2 people" }).waitFor();
    expect(
      await dialog(priya)
        .getByRole("button", { name: /^Change/ })
        .isDisabled(),
    ).toBe(true);
    await dialog(priya).getByLabel("Role").selectOption("Editor");
    await dialog(priya).getByLabel("Staff type").selectOption("Teacher");
    expect(
      await dialog(priya).getByText("Viewer · Governor, becomes Editor · Teacher").count(),
    ).toBe(2);
    await expectAccessible(page, "ticked people");
    // Leaving is asked about: something is chosen.
    await page.keyboard.press("Escape");
    await dialog(priya).getByRole("button", { name: "Keep editing" }).click();
    await dialog(priya).getByRole("button", { name: "Change 2" }).click();
    await page.getByText("Changed 2 people.").first().waitFor();
    for (const window of [priya, tom])
      for (const name of names) {
        await row(window, name).getByText("Editor").first().waitFor();
        await row(window, name).getByText("Teacher").first().waitFor();
      }
    await bar.waitFor({ state: "hidden" });
    await expectUnreloaded(tom.page);
    expect(priya.faults).toEqual([]);
  });

  it("and reads a verdict for each where Tom changes the role of one meanwhile, and the phone of the other", async () => {
    const { page } = priya;
    const names = [`Cay${mark()}`, `Dee${mark()}`];
    const [cay, dee] = await newcomers(...names);
    for (const name of names) await row(priya, name).getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Ticked users" });
    await bar.getByRole("button", { name: "Change role or type" }).click();
    await dialog(priya).getByLabel("Role").selectOption("Admin");
    await edit(cay, { role: "editor" });
    await edit(dee, { phone: "0115 496 0000" });
    await dialog(priya).getByRole("button", { name: "Change 2" }).click();
    const verdicts = page.getByRole("alertdialog");
    await verdicts.getByText("1 of 2 people changed").waitFor();
    await verdicts
      .getByText(`Kit ${names[0]} was changed by somebody else meanwhile and is now Editor`)
      .waitFor();
    await verdicts.getByText(`Kit ${names[1]} is now Admin · Governor.`).waitFor();
    await expectAccessible(page, "verdicts on people");
    await verdicts.getByRole("button", { name: "Close" }).click();
    await row(tom, names[1] ?? "")
      .getByText("Admin")
      .first()
      .waitFor();
    expect(priya.faults).toEqual([]);
  });
});

/** Tom edits somebody in his window's session. */
async function edit(id: string | undefined, change: object): Promise<void> {
  const answer = await tom.page.evaluate(
    async ({ id, change }) => {
      const school = location.pathname.split("/")[2];
      const headers = { "Content-Type": "application/json", "If-Match": '"1"' };
      const init = { method: "PATCH", headers, body: JSON.stringify(change) };
      return (await fetch(`/api/schools/${school}/users/${id}`, init)).status;
    },
    { id, change },
  );
  expect(answer).toBe(200);
}
