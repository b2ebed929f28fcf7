import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dialog,
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  phone,
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
});
afterAll(() => stage?.close());

const card = ({ page }: Window, name: string) => page.getByRole("region", { name });

/** The figure before these words. */
async function figure(window: Window, words: RegExp): Promise<number> {
  const text = await window.page.getByRole("link", { name: words }).first().textContent();
  return Number(/\d+/.exec(text ?? "")?.[0]);
}

/** Follows a figure; the list behind it has as many rows, its head left out. */
async function behind(window: Window, words: RegExp): Promise<number> {
  await window.page.getByRole("link", { name: words }).first().click();
  await window.page.getByRole("button", { name: /show all again/ }).waitFor();
  const rows = await window.page.getByRole("row").count();
  await window.page.goBack();
  await window.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  return rows - 1;
}

describe("the overview [S7]", () => {
  it("is where Priya arrives, asks for nothing of its own, and changes as Tom invites Joy and withdraws it", async () => {
    const { page } = priya;
    await page.goto(stage.url("/"));
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await untilLive(page);
    await markDocument(page);
    const asked: string[] = [];
    page.on("request", (request) => {
      if (/\/api\//.test(request.url())) asked.push(request.url());
    });
    const [sent, pending] = [await sentNow(), await figure(priya, /^\d+ pending$/)];
    await card(priya, "Needs attention").getByText("Nothing needs you.").waitFor();

    const email = "overview.joy@oakfield.example";
    const made = await stage.call<{ invite: { id: string } }>(tom.page, "POST", "/invites", {
      email,
      role: "viewer",
    });
    await expect.poll(sentNow).toBe(sent + 1);
    expect(await figure(priya, /^\d+ pending$/)).toBe(pending + 1);
    await card(priya, "Who is here").getByText(`invited ${email}`).waitFor();
    await card(priya, "Who is here").getByText("On Invites").waitFor();
    expect(await behind(priya, /^\d+ pending$/)).toBe(pending + 1);

    await stage.call(tom.page, "PUT", `/invites/${made.body.invite.id}/revocation`);
    await expect.poll(() => figure(priya, /^\d+ pending$/)).toBe(pending);
    const missed = await figure(priya, /^\d+ expired or revoked$/);
    expect(await behind(priya, /^\d+ expired or revoked$/)).toBe(missed);
    expect(asked).toEqual([]);
    await expectUnreloaded(page);
    expect([...priya.faults, ...tom.faults]).toEqual([]);

    function sentNow(): Promise<number> {
      return card(priya, "Invites, last 30 days")
        .locator(".big-figures li", { hasText: "sent" })
        .getByRole("link")
        .textContent()
        .then(Number);
    }
  });

  it("leads from who never signed in, and from accounts that are alike, to just those people", async () => {
    const details = { givenName: "Sam", familyName: "Twice", role: "viewer" };
    for (const username of ["ng75pn_twice", "ng75pn_twice.1"]) {
      const added = { ...details, username, staffType: "governor" };
      expect((await stage.call(tom.page, "POST", "/users", added)).status).toBe(201);
    }
    const alike = card(priya, "Needs attention").getByRole("link", {
      name: "2 accounts look like one person",
      exact: true,
    });
    await alike.waitFor();
    await expectAccessible(priya.page, "overview");
    await alike.click();
    await priya.page.getByRole("button", { name: "Likely one person: show all again" }).waitFor();
    expect(await priya.page.getByRole("row").filter({ hasText: "Sam Twice" }).count()).toBe(2);
    expect(await priya.page.getByRole("row").count()).toBe(3);
    await expectAccessible(priya.page, "part of a list");
    await priya.page.getByRole("button", { name: "Likely one person: show all again" }).click();
    await expect.poll(() => priya.page.getByRole("row").count()).toBeGreaterThan(3);

    await priya.page.getByRole("link", { name: "Overview", exact: true }).click();
    const never = /^\d+ of \d+$/;
    const count = await figure(priya, never);
    expect(count).toBeGreaterThanOrEqual(2);
    expect(await behind(priya, never)).toBe(count);
    expect(priya.faults).toEqual([]);
  });

  it("says by the table what the bars show, by keyboard, and leaves the paper to figures", async () => {
    const { page } = priya;
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.getByRole("button", { name: "As a table" }).focus();
    await page.keyboard.press("Enter");
    const table = card(priya, "Invites, last 30 days").getByRole("table");
    const first = table.getByRole("row").nth(1);
    await first.getByRole("rowheader", { name: "Today" }).waitFor();
    await expectAccessible(page, "overview with the table");
    const count = Number(await first.getByRole("cell").first().textContent());
    await first.getByRole("link").first().click();
    await page.getByRole("button", { name: /^Sent: .*show all again/ }).waitFor();
    expect((await page.getByRole("row").count()) - 1).toBe(count);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Invite user" }).isVisible()).toBe(false);
    expect(await page.getByRole("navigation", { name: "Pages" }).isVisible()).toBe(false);
    await page.getByText(/^Oakfield High, /).waitFor();
    await page.emulateMedia({ media: null });
  });

  it("stands on a phone in the dark, where Invite user opens its form", async () => {
    const ade = await stage.signedIn(people.ade, { ...phone, colorScheme: "dark" });
    await ade.page.getByRole("link", { name: /^Overview\b/ }).click();
    await ade.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await expectAccessible(ade.page, "overview on a phone");
    const width = await ade.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(phone.viewport.width);
    await ade.page.getByRole("button", { name: "Invite user" }).click();
    await dialog(ade).getByLabel("E-mail address").waitFor();
    expect(ade.faults).toEqual([]);
  });

  it("is not Lena's, an Editor's: she has her own home at the same address", async () => {
    const lena = await stage.signedIn(people.lena);
    await lena.page.goto(stage.url("/"));
    await lena.page.getByRole("heading", { name: "Hello, Lena" }).waitFor();
    expect(await lena.page.getByRole("link", { name: "Overview", exact: true }).count()).toBe(0);
  });
});
