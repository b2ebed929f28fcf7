import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialog, password, people, row, Stage, untilLive } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** Takes from a window what the oldest browsers of docs/browsers.md lack, and what a page away from https does not get. */
async function age(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const lacking: [object, string[]][] = [
      [Array.prototype, ["toSorted", "toReversed", "toSpliced", "with"]],
      [Uint8Array.prototype, ["toBase64", "toHex"]],
      [Object.getPrototypeOf(Uint8Array.prototype), ["toSorted", "toReversed", "with"]],
      [Array, ["fromAsync"]],
      [Object, ["groupBy"]],
      [Map, ["groupBy"]],
      [Promise, ["withResolvers", "try"]],
      [String.prototype, ["isWellFormed", "toWellFormed"]],
      [Set.prototype, ["union", "intersection", "difference", "isSubsetOf", "isSupersetOf"]],
      [
        Object.getPrototypeOf(Object.getPrototypeOf([].values())),
        ["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "some", "every", "find"],
      ],
      [globalThis, ["Iterator", "requestIdleCallback", "scheduler", "EyeDropper"]],
      [AbortSignal, ["any", "timeout"]],
      [URL, ["canParse", "parse"]],
      [Response, ["json"]],
      [ReadableStream, ["from"]],
      [ReadableStream.prototype, ["values"]],
      [Crypto.prototype, ["randomUUID"]],
      [HTMLElement.prototype, ["showPopover", "hidePopover", "togglePopover"]],
      [Element.prototype, ["checkVisibility", "setHTML", "moveBefore"]],
      [Document.prototype, ["startViewTransition"]],
      [RegExp, ["escape"]],
      [Math, ["sumPrecise"]],
    ];
    for (const [from, names] of lacking)
      for (const name of names) Reflect.deleteProperty(from, name);
    Reflect.deleteProperty(ReadableStream.prototype, Symbol.asyncIterator);
  });
}

const lacks = (page: Page) =>
  page.evaluate(() => !("toSorted" in Array.prototype) && !("randomUUID" in crypto));

describe("the oldest browsers", () => {
  it("have all that Priya needs to invite Nia, and Nia to set up her account", async () => {
    const priya = await stage.window();
    const { page } = priya;
    await age(page);
    await page.goto(stage.url("/sign-in"));
    await stage.signIn(page, people.priya, true);
    await untilLive(page);
    expect(await lacks(page)).toBe(true);
    const email = "nia.old@oakfield.example";
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await dialog(priya).getByLabel("E-mail address").fill(email);
    await dialog(priya).getByRole("radio", { name: "Viewer" }).check({ force: true });
    await dialog(priya).getByRole("button", { name: "Send invite" }).click();
    await row(priya, email).getByText("Pending", { exact: true }).waitFor();

    const nia = await stage.window();
    await age(nia.page);
    await nia.page.goto(await stage.linkTo(email));
    expect(await lacks(nia.page)).toBe(true);
    await nia.page.getByLabel("First name").fill("Nia");
    await nia.page.getByLabel("Surname").fill("Hughes");
    await nia.page.getByLabel("Password", { exact: true }).fill(`${password}-hers`);
    await nia.page.getByRole("button", { name: "Create my account" }).click();
    await nia.page.getByRole("heading", { name: "Hello, Nia" }).waitFor();
    await row(priya, email).getByText("Accepted", { exact: true }).waitFor();

    const pages = page.getByRole("navigation", { name: "Pages" });
    for (const name of [/^Users/, /^Activity/, /^Access/, /^Invites/]) {
      await pages.getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.locator(".waiting").waitFor({ state: "detached" });
    }
    // Kept on her own device, and shown from there.
    await page.reload();
    await row(priya, email).waitFor();
    await untilLive(page);
    expect([...priya.faults, ...nia.faults]).toEqual([]);
  });
});

describe("a browser in which the dashboard cannot run", () => {
  it("is told that it is too old", async () => {
    const { page } = await stage.signedIn(people.tom);
    await page.addInitScript(() => Reflect.deleteProperty(Object, "hasOwn"));
    await page.reload();
    await page.getByRole("heading", { name: "This browser is too old" }).waitFor();
  });

  it("is told that it did not start, where its files do not come or cannot be read", async () => {
    const { page } = await stage.signedIn(people.tom);
    for (const file of ["start", "first"])
      for (const answer of [{ status: 404, body: "" }, { body: "let broken = ;" }]) {
        await page.route(`**/assets/${file}-*.js`, (route) =>
          route.fulfill({ ...answer, contentType: "text/javascript" }),
        );
        await page.reload();
        await page.getByRole("heading", { name: "Staffroom did not start" }).waitFor();
        await page.unrouteAll();
      }
    await page.reload();
    await untilLive(page);
    for (const name of ["This browser is too old", "Staffroom did not start"])
      expect(await page.getByRole("heading", { name }).count()).toBe(0);
  });

  it("is told that it needs JavaScript, where that is switched off", async () => {
    const { page } = await stage.window({ javaScriptEnabled: false });
    await page.goto(stage.url("/sign-in"));
    await page.getByLabel("Username").fill(people.tom);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Staffroom needs JavaScript" }).waitFor();
  });
});
