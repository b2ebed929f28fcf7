import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dialog,
  expectAccessible,
  people,
  phone,
  row,
  Stage,
  untilLive,
  type Window,
} from "./stage.ts";

let stage: Stage;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  const priya = await stage.signedIn(people.priya);
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
  for (const username of ["ng75pn_twin", "ng75pn_twin2"])
    expect(
      await stage.call(priya.page, "POST", "/users", {
        username,
        givenName: "Tia",
        familyName: "Twin",
        role: "editor",
        staffType: "teacher",
      }),
    ).toMatchObject({ status: 201 });
  await priya.page.context().close();
});
afterAll(() => stage?.close());

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

async function openInvite(window: Window, email: string): Promise<void> {
  await window.page.getByRole("button", { name: "Invite user" }).first().click();
  await dialog(window).getByLabel("E-mail address").fill(email);
}

/** The panel beside the list does not keep anybody from the list's dialogs. */
function front({ page }: Window) {
  return page.getByRole("alertdialog").or(page.locator(".dialog"));
}

describe("a dialog", () => {
  it("stays when a browser extension's button or the window's edge is pressed, and closes when the page behind it is", async () => {
    const ade = await stage.signedIn(people.ade);
    const { page } = ade;
    await open(ade, "invites");
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await dialog(ade).getByLabel("E-mail address").waitFor();
    await page.evaluate(() => {
      const button = Object.assign(document.createElement("button"), { textContent: "Fill in" });
      button.style.cssText =
        "position: fixed; z-index: 99; top: 40px; right: 40px; pointer-events: auto";
      document.documentElement.append(button);
    });
    await page.mouse.click(1370, 50);
    await page.evaluate(() => document.querySelector<HTMLElement>("html > button")?.focus());
    for (const [x, y] of [
      [0, 300],
      [1439, 300],
      [700, 0],
      [700, 899],
    ] as const)
      await page.mouse.click(x, y);
    // Marking text that ends outside presses nothing there.
    const title = await dialog(ade).getByRole("heading").boundingBox();
    await page.mouse.move((title?.x ?? 0) + 5, (title?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.move(60, 300);
    await page.mouse.up();
    expect(await dialog(ade).getByLabel("E-mail address").count()).toBe(1);
    await page.mouse.click(60, 300);
    await dialog(ade).waitFor({ state: "hidden" });
    expect(ade.faults).toEqual([]);
    await page.context().close();
  });
});

describe("what was typed", () => {
  const email = "half.typed@oakfield.example";

  it("is asked about on Escape, the cross, Cancel, a press outside and going back; Keep editing keeps it", async () => {
    const tom = await stage.signedIn(people.tom);
    const { page } = tom;
    await open(tom, "activity");
    await page
      .getByRole("link", { name: /Invites/ })
      .first()
      .click();
    await page.waitForURL(/\/invites$/);
    await openInvite(tom, email);
    const keep = dialog(tom).getByRole("button", { name: "Keep editing" });
    const ways: [string, () => Promise<unknown>][] = [
      ["Escape", () => page.keyboard.press("Escape")],
      ["the cross", () => dialog(tom).getByRole("button", { name: "Close" }).click()],
      ["Cancel", () => dialog(tom).getByRole("button", { name: "Cancel" }).click()],
      ["a press outside", () => page.mouse.click(5, 300)],
      ["going back", () => page.evaluate(() => history.back())],
    ];
    for (const [way, leave] of ways) {
      await leave();
      await keep.waitFor();
      expect(await keep.evaluate((button) => button === document.activeElement), way).toBe(true);
      await page.keyboard.press("Enter");
      await keep.waitFor({ state: "hidden" });
      expect(await dialog(tom).getByLabel("E-mail address").inputValue(), way).toBe(email);
    }
    expect(new URL(page.url()).pathname).toBe(`/s/${school}/invites`);
    await page.keyboard.press("Escape");
    await dialog(tom).getByRole("button", { name: "Discard" }).click();
    await dialog(tom).waitFor({ state: "hidden" });
    // Nothing typed, nothing asked.
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await dialog(tom).getByLabel("E-mail address").waitFor();
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await page
      .getByRole("button", { name: /^Invite again/ })
      .first()
      .click();
    await dialog(tom).getByLabel("E-mail address").waitFor();
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    expect(tom.faults).toEqual([]);
    await page.context().close();
  });

  it("on one's own page, too: another page waits for the answer", async () => {
    const tom = await stage.signedIn(people.tom);
    const { page } = tom;
    await open(tom, "account");
    await page.getByLabel("Phone").fill("0115 496 0020");
    await page.getByRole("link", { name: /Users/ }).first().click();
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(await page.getByLabel("Phone").inputValue()).toBe("0115 496 0020");
    expect(new URL(page.url()).pathname).toBe(`/s/${school}/account`);
    await page.getByRole("link", { name: /Users/ }).first().click();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.waitForURL(/\/users$/);
    await page.context().close();
  });
});

describe("a form that is sent twice", () => {
  it("is sent once, and the first field that is wrong gets the focus", async () => {
    const tom = await stage.signedIn(people.tom);
    const { page } = tom;
    await open(tom, "users");
    await page.getByRole("button", { name: "Add user" }).first().click();
    await dialog(tom).getByLabel("Surname").fill("Twice");
    await expect.poll(() => dialog(tom).getByLabel("Username").inputValue()).toBe("ng75pn_twice");
    const add = dialog(tom).getByRole("button", { name: "Add user" });
    await add.click();
    await dialog(tom).getByText("Fill in the first name.").waitFor();
    const focused = () =>
      dialog(tom)
        .getByLabel("First name")
        .evaluate((field) => field === document.activeElement);
    await expect.poll(focused).toBe(true);
    await dialog(tom).getByLabel("First name").fill("Tim");
    let sent = 0;
    await page.route(/\/users$/, async (route) => {
      if (route.request().method() === "POST") sent++;
      await route.continue();
    });
    await add.evaluate((button) => {
      (button as HTMLButtonElement).click();
      (button as HTMLButtonElement).form?.requestSubmit();
    });
    await dialog(tom).getByText("Tim Twice has an account").waitFor();
    expect(sent).toBe(1);
    await page.context().close();
  });
});

describe("[C2] one's own profile in two windows", () => {
  it("offers both values where both changed the same field", async () => {
    const [one, other] = [await stage.signedIn(people.ade), await stage.signedIn(people.ade)];
    for (const window of [one, other]) await open(window, "account");
    await other.page.getByLabel("Middle name").fill("Kwame");
    await one.page.getByLabel("Middle name").fill("Kofi");
    await one.page.getByRole("button", { name: "Save profile" }).click();
    await one.page.getByText("Your profile is saved.").first().waitFor();
    const choices = other.page.getByRole("group", { name: "Middle name" });
    await choices.getByText("Kofi").waitFor();
    await choices.getByText("Kwame").waitFor();
    await expectAccessible(other.page, "both values");
    // Nothing is saved over the other's before somebody has chosen.
    await other.page.getByRole("button", { name: "Save profile" }).click();
    await choices.getByRole("radio", { name: /Yours/ }).check();
    await other.page.getByRole("button", { name: "Save profile" }).click();
    await expect.poll(() => one.page.getByLabel("Middle name").inputValue()).toBe("Kwame");
    expect([one.faults, other.faults]).toEqual([[], []]);
  });
});

describe.each([
  {
    name: "1366 by 657, dark",
    colorScheme: "dark" as const,
    viewport: { width: 1366, height: 657 },
  },
  { name: "390 by 844, light", colorScheme: "light" as const, ...phone },
])("every dialog ($name)", ({ name: _, ...look }) => {
  it("has its buttons in view, whatever it holds, and is accessible", async () => {
    const priya = await stage.signedIn(people.priya, look);
    const { page } = priya;
    await open(priya, "invites");
    await openInvite(priya, "nonsense");
    await dialog(priya).getByRole("button", { name: "Send invite" }).click();
    await expectInView(priya, "invite");
    await page.keyboard.press("Escape");
    await dialog(priya).getByRole("button", { name: "Discard" }).waitFor();
    await expectInView(priya, "whether to leave");
    await dialog(priya).getByRole("button", { name: "Discard" }).click();

    for (const act of ["Resend", "Change role", "Withdraw the invite"]) {
      await row(priya, "h.novak@oakfield.example").getByText("Pending").click();
      await dialog(priya).getByRole("heading", { name: "What happened" }).waitFor();
      await expectInView(priya, "the open row", ".side-panel");
      await dialog(priya).getByRole("button", { name: act }).click();
      await front(priya).waitFor();
      await expectInView(priya, act);
      await close(priya);
      await page.keyboard.press("Escape");
      await dialog(priya).waitFor({ state: "hidden" });
    }

    await open(priya, "users");
    await page.getByRole("button", { name: "Add user" }).first().click();
    await dialog(priya).getByLabel("First name").waitFor();
    await expectInView(priya, "add user", ".side-panel");
    await page.keyboard.press("Escape");
    await dialog(priya).waitFor({ state: "hidden" });

    for (const [who, act] of [
      ["ng75pn_twin2", "Set password"],
      ["ng75pn_twin2", "Merge"],
      [people.lena, "Send password email"],
      [people.ade, "Deactivate"],
    ] as const) {
      await page.getByRole("searchbox").fill(who);
      await page.locator("tr[data-id]").first().click();
      await dialog(priya).getByLabel("First name").waitFor();
      await expectInView(priya, "panel", ".side-panel");
      await dialog(priya).getByRole("button", { name: act }).first().click();
      await front(priya).waitFor();
      await expectInView(priya, act);
      await close(priya);
      await page.keyboard.press("Escape");
      await dialog(priya).waitFor({ state: "hidden" });
    }

    const tom = await stage.signedIn(people.tom, look);
    await open(tom, "access");
    await tom.page.getByRole("button", { name: "Ask for recovery" }).click();
    await front(tom).waitFor();
    await expectInView(tom, "ask for recovery");
    await close(tom);
    await open(tom, "invites");
    await tom.page.locator("tr[data-id]").first().focus();
    await tom.page.keyboard.press("?");
    await front(tom).waitFor();
    await expectInView(tom, "keys");
    expect([priya.faults, tom.faults]).toEqual([[], []]);
    for (const window of [priya, tom]) await window.page.context().close();
  });
});

async function close(window: Window): Promise<void> {
  await window.page.keyboard.press("Escape");
  await front(window).waitFor({ state: "hidden" });
}

/** Each button of its head and foot lies wholly on the screen, with nothing on top of it. */
async function expectInView({ page }: Window, what: string, shell = ".dialog"): Promise<void> {
  const hidden = await page
    .locator(`${shell} :is(.dialog-top, .form-foot, .side-panel-close) button, ${shell} > button`)
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => {
          const { left, right, top, bottom } = button.getBoundingClientRect();
          const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
          const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return !isInside || !button.contains(onTop);
        })
        .map((button) => button.textContent || button.ariaLabel),
    );
  expect(hidden, what).toEqual([]);
  expect(await page.locator(`${shell} button`).count(), what).toBeGreaterThan(0);
  await expectAccessible(page, what);
}
