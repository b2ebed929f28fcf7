import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialog, people, row, Stage, untilLive, type Window } from "../stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  priya = await stage.signedIn(people.priya);
  tom = await stage.signedIn(people.tom);
  for (const { page } of [priya, tom]) await untilLive(page);
});
afterAll(() => stage?.close());

/** What is translated carries this before it, so that it can be told from what is not. */
const mark = "§";

/** Does to a page what Google Translate does in Chrome: each text gives way to elements with another, whenever one appears. */
async function translate(page: Page): Promise<void> {
  await page.evaluate((mark) => {
    const skipped = "font, script, style, [translate=no]";
    translateIn(document.body);
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records)
        for (const node of type === "characterData" ? [target] : addedNodes) translateIn(node);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });

    function translateIn(node: Node): void {
      if (node.nodeType === Node.ELEMENT_NODE)
        for (const child of [...node.childNodes]) translateIn(child);
      if (!(node instanceof Text) || !node.data.trim() || node.parentElement?.closest(skipped))
        return;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = mark + node.data;
      outer.append(inner);
      node.replaceWith(outer);
    }
  }, mark);
}

/** What a page says, whatever the language, and in whichever minute it last counted. */
const saidOn = async (page: Page) =>
  ((await page.locator("main").textContent()) ?? "")
    .replaceAll(mark, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\d+ h \d\d m/g, "some hours")
    .replaceAll(/just now|\d+ m ago/g, "some minutes ago");

async function saysWhatAFreshPageSays(page: Page): Promise<void> {
  const fresh = await page.context().newPage();
  await fresh.goto(page.url());
  await untilLive(fresh);
  await expect
    .poll(async () => {
      const [said, wanted] = await Promise.all([saidOn(page), saidOn(fresh)]);
      return said === wanted ? "the same" : [said, wanted];
    })
    .toBe("the same");
  await fresh.close();
}

const call = (method: string, path: string, body?: object) =>
  stage.call<{ invite: { id: string } }>(priya.page, method, path, body);

describe("a page that Tom’s browser translates", () => {
  it("goes on saying what is so: rows, states, counters and the pill, as others and he himself change them", async () => {
    await translate(tom.page);
    await tom.page.getByText(`${mark}Live`, { exact: true }).waitFor();
    const emails = ["one", "two", "three"].map(
      (name) => `${name}.${crypto.randomUUID().slice(0, 6)}@translated.example`,
    );
    const sent = [];
    for (const email of emails)
      sent.push((await call("POST", "/invites", { email, role: "viewer" })).body.invite);
    await row(tom, emails[2] as string).waitFor();
    await call("PUT", `/invites/${sent[0]?.id}/revocation`);
    await row(tom, emails[0] as string)
      .getByText(`${mark}Revoked`, { exact: true })
      .waitFor();
    await saysWhatAFreshPageSays(tom.page);
    await row(tom, emails[1] as string)
      .getByRole("button", { name: /^More for/ })
      .click();
    await tom.page.getByRole("menuitem", { name: /Withdraw/ }).click();
    await tom.page
      .getByRole("alertdialog")
      .getByRole("button", { name: /Withdraw/ })
      .click();
    await row(tom, emails[1] as string)
      .getByText(`${mark}Revoked`, { exact: true })
      .waitFor();
    await saysWhatAFreshPageSays(tom.page);
    await tom.page.context().setOffline(true);
    await tom.page.getByText(`${mark}Offline`, { exact: true }).waitFor();
    await tom.page.context().setOffline(false);
    await tom.page.getByText(`${mark}Live`, { exact: true }).waitFor();
    await saysWhatAFreshPageSays(tom.page);
    expect(tom.faults).toEqual([]);
  });

  it("never translates an address, a username or a password", async () => {
    await tom.page.getByRole("navigation").getByRole("link", { name: /Users/ }).click();
    await row(tom, "Lena Brand").getByText(people.lena, { exact: true }).waitFor();
    await tom.page.getByRole("button", { name: /Add user/ }).click();
    await dialog(tom)
      .getByLabel(/First name/)
      .fill("Kit");
    await dialog(tom)
      .getByLabel(/Surname/)
      .fill("Marlow");
    await dialog(tom)
      .getByRole("button", { name: /Add user|Add Kit|Add/ })
      .last()
      .click();
    const password = dialog(tom).locator(".one-time");
    await password.waitFor();
    expect(await password.textContent()).not.toContain(mark);
    await dialog(tom).getByText("ng75pn_marlow", { exact: true }).waitFor();
    expect(tom.faults).toEqual([]);
  });

  it("does not translate the address on the set-up page", async () => {
    const email = "nia.translated@oakfield.example";
    expect((await call("POST", "/invites", { email, role: "viewer" })).status).toBe(201);
    const { page } = await stage.window();
    await page.goto(await stage.linkTo(email));
    await translate(page);
    await page.getByText(email, { exact: true }).first().waitFor();
  });
});
