import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
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
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => stage?.close());

const lines = ({ page }: Window) => page.getByRole("main").locator(".activity-line");
const line = (window: Window, words: string | RegExp) => lines(window).filter({ hasText: words });

async function openActivity(window: Window, query = ""): Promise<void> {
  await window.page.goto(stage.url(`/s/${school}/activity${query}`));
  await untilLive(window.page);
  await lines(window).first().waitFor();
}

async function invites(window: Window, email: string): Promise<{ id: string }> {
  const { status, body } = await stage.call<{ invite: { id: string } }>(
    window.page,
    "POST",
    "/invites",
    {
      email,
      role: "editor",
      staffType: "teacher",
    },
  );
  expect(status).toBe(201);
  return body.invite;
}

/** Follows a link that stands somewhere on the page. */
async function follow({ page }: Window, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

/** Somewhere that holds nothing still. */
const putPointerAway = ({ page }: Window) => page.mouse.move(700, 30);

describe("[C3] the activity, in Tom's window", () => {
  it("says at once and in words what Priya does, on top, under today, without a reload", async () => {
    await openActivity(tom);
    await markDocument(tom.page);
    await putPointerAway(tom);
    await invites(priya, "mia.frost@oakfield.example");
    await line(tom, "Priya Shah invited mia.frost@oakfield.example").waitFor();
    const today = tom.page.getByRole("region", { name: "Today" });
    await today.getByText("Editor · Teacher").first().waitFor();
    await expectUnreloaded(tom.page);
  });

  it("[C5] holds still under his pointer and says how much waits", async () => {
    await openActivity(tom);
    await markDocument(tom.page);
    const before = await lines(tom).allTextContents();
    const box = await lines(tom).first().boundingBox();
    if (!box) throw new Error("The first line has no place.");
    await tom.page.mouse.move(box.x + 60, box.y + 10);
    await tom.page.mouse.move(box.x + 80, box.y + 12);
    await stage.call(priya.page, "PATCH", "", { name: "Oakfield High" });
    const { id } = await invites(priya, "noor.held@oakfield.example");
    await stage.call(priya.page, "PUT", `/invites/${id}/revocation`);
    const updates = tom.page.getByRole("button", { name: /^\d+ updates?$/ });
    await updates.waitFor();
    await tom.page
      .getByRole("complementary")
      .getByText(/withdrew noor.held/)
      .waitFor();
    expect(await lines(tom).allTextContents()).toEqual(before);
    await updates.click();
    await line(tom, "Priya Shah withdrew noor.held@oakfield.example").waitFor();
    await updates.waitFor({ state: "hidden" });
    await expectUnreloaded(tom.page);
  });

  it("is filtered by person, kind and day; the address says so, and Back undoes it", async () => {
    await openActivity(tom);
    const { page } = tom;
    await page.getByLabel("Person").selectOption({ label: "Ade Olu" });
    await expect.poll(() => line(tom, "Priya Shah").count()).toBe(0);
    await line(tom, /Ade Olu invited/)
      .first()
      .waitFor();
    await page.getByLabel("Person").selectOption({ label: "Everybody" });
    await page.getByLabel("Kind").selectOption({ label: "Expired" });
    await expect.poll(() => lines(tom).count()).toBe(1);
    await line(tom, /r.khan@oakfield.example expired/).waitFor();
    expect(new URL(page.url()).search).toBe("?kind=invite.expired");
    await page.reload();
    await line(tom, /r.khan@oakfield.example expired/).waitFor();
    expect(await lines(tom).count()).toBe(1);
    await page.goBack();
    await line(tom, /Priya Shah/)
      .first()
      .waitFor();
    expect(await page.getByLabel("Kind").inputValue()).toBe("");

    const day = await page.evaluate(() =>
      new Date(Date.now() - 24 * 3600_000).toLocaleDateString("sv-SE", {
        timeZone: "Europe/London",
      }),
    );
    await page.getByLabel("To", { exact: true }).fill(day);
    await expect.poll(() => page.getByRole("region", { name: "Today" }).count()).toBe(0);
    await page.getByRole("region", { name: "Yesterday" }).waitFor();
    await page.getByLabel("From", { exact: true }).fill(day);
    await expect.poll(() => page.getByRole("region", { name: /day/ }).count()).toBe(1);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("region", { name: "Today" }).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.getByLabel("Person").and(page.locator(":focus")).waitFor();
  });

  it("tells live only what his filter lets through, and says so kindly when that is nothing", async () => {
    await tom.page.goto(stage.url(`/s/${school}/activity?kind=invite.restored`));
    await tom.page.getByText("Nothing matches").waitFor();
    await untilLive(tom.page);
    await expectAccessible(tom.page, "nothing matches");
    const { id } = await invites(priya, "rhys.back@oakfield.example");
    await stage.call(priya.page, "PUT", `/invites/${id}/revocation`);
    await stage.call(priya.page, "DELETE", `/invites/${id}/revocation`);
    await line(tom, /took back the withdrawal of rhys.back/).waitFor();
    expect(await lines(tom).count()).toBe(1);
  });

  it("leads from a line to its row, also past a filter and far down, and to the person who came of it", async () => {
    const { page } = tom;
    await invites(priya, "leo.led@oakfield.example");
    await openActivity(tom);
    await line(tom, "Priya Shah invited leo.led@oakfield.example").getByRole("link").click();
    const panel = page.getByRole("dialog");
    const row = page.getByRole("row").filter({ hasText: "leo.led@oakfield.example" });
    await row.and(page.locator(".open")).waitFor();
    await panel.getByText("Invited by Priya Shah").waitFor();
    const address = (await invites(priya, "hugh.hidden@oakfield.example")).id;
    const hidden = page.getByRole("row").filter({ hasText: "hugh.hidden@oakfield.example" });
    for (let times = 0; times < 2; times++) {
      await page
        .getByRole("button", { name: /^Accepted/ })
        .first()
        .click();
      await hidden.waitFor({ state: "hidden" });
      await follow(tom, `/s/${school}/invites/${address}`);
      await hidden.and(page.locator(".open")).waitFor();
      await panel.getByRole("button", { name: "Close" }).click();
      await hidden.and(page.locator(":focus")).waitFor();
    }
    await openActivity(tom);
    await line(tom, /Rene Dubois accepted/)
      .getByRole("link")
      .click();
    await page.getByRole("dialog").getByText("Rene Dubois").first().waitFor();

    for (let i = 0; i < 30; i++) await invites(priya, `crowd${i}@oakfield.example`);
    const first = await stage.call<{ items: { id: string }[] }>(page, "GET", "/invites?limit=200");
    const last = first.body.items.at(-1)?.id;
    await page.goto(stage.url(`/s/${school}/invites/${last}`));
    const far = page.locator(`tr[data-id="${last}"]`);
    await far.and(page.locator(".open")).waitFor();
    await expect
      .poll(() =>
        far.evaluate(
          (tr) =>
            tr.getBoundingClientRect().top > 0 && tr.getBoundingClientRect().bottom < innerHeight,
        ),
      )
      .toBe(true);
    await page.goto(stage.url(`/s/${school}/invites/00000000-0000-4000-8000-000000000000`));
    await panel.getByText("No such invite").waitFor();
  });

  it("goes on by portions to the beginning, each event once", async () => {
    for (let i = 0; i < 20; i++) await invites(priya, `more${i}@oakfield.example`);
    await openActivity(tom);
    await expect
      .poll(
        async () => {
          await lines(tom).last().scrollIntoViewIfNeeded();
          return line(tom, "joined Staffroom").count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    const all = await tom.page
      .locator(".activity-link")
      .evaluateAll((links) => links.map((link) => Number((link as HTMLElement).dataset.id)));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(60);
    expect(Math.min(...all)).toBe(1);
    expect(Math.max(...all)).toBe(all.length);
  });

  it("misses and doubles nothing of what happened while he was offline [C4]", async () => {
    await openActivity(tom);
    await markDocument(tom.page);
    await putPointerAway(tom);
    await tom.page.context().setOffline(true);
    await tom.page.getByText("Offline", { exact: true }).first().waitFor();
    for (const name of ["one", "two", "three"])
      await invites(priya, `away.${name}@oakfield.example`);
    await tom.page.context().setOffline(false);
    for (const name of ["one", "two", "three"])
      await line(tom, `Priya Shah invited away.${name}@`).waitFor();
    for (const name of ["one", "two", "three"])
      expect(await line(tom, `Priya Shah invited away.${name}@`).count()).toBe(1);
    await expectUnreloaded(tom.page);
  });

  it("is read anew where what he missed can no longer be had one by one", async () => {
    const { page } = tom;
    await openActivity(tom);
    await markDocument(page);
    await putPointerAway(tom);
    await page.context().setOffline(true);
    await page.getByText("Offline", { exact: true }).first().waitFor();
    await invites(priya, "long.gone@oakfield.example");
    const pruned = { code: "pruned", detail: "That is no longer kept." };
    await page.route("**/events?since=*", (route) => route.fulfill({ status: 410, json: pruned }));
    await page.context().setOffline(false);
    await line(tom, "Priya Shah invited long.gone@oakfield.example").waitFor();
    await page.unroute("**/events?since=*");
    await invites(priya, "back.again@oakfield.example");
    await line(tom, "Priya Shah invited back.again@oakfield.example").waitFor();
    expect(await line(tom, "Priya Shah invited long.gone@oakfield.example").count()).toBe(1);
    await expectUnreloaded(page);
  });

  it("comes as a file with the same filter", async () => {
    await invites(priya, "file.me@oakfield.example");
    await openActivity(tom, "?kind=invite.sent");
    const [download] = await Promise.all([
      tom.page.waitForEvent("download"),
      tom.page.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("activity.csv");
    const text = await readFile(await download.path(), "utf8");
    expect(text).toContain("Priya Shah invited file.me@oakfield.example");
    expect(text).not.toContain("withdrew");
  });

  it("says why it could not be had, and tries again", async () => {
    const { page } = tom;
    await page.route("**/activity?*", (route) => route.fulfill({ status: 500, body: "" }));
    await page.goto(stage.url(`/s/${school}/activity`));
    await page.getByRole("heading", { name: "That did not load" }).waitFor();
    // Coming live it tries again by itself, in the place of the button.
    await untilLive(page);
    await page.unroute("**/activity?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await lines(tom).first().waitFor();
    expect(tom.faults).toEqual([]);
  });
});

it("is led to from Happening now as well, which does not stay in the way on a phone", async () => {
  await invites(priya, "pip.phone@oakfield.example");
  const { page, faults } = await stage.signedIn(people.ade, phone);
  await page.getByRole("button", { name: "Filter and sort" }).click();
  await page.getByRole("button", { name: "Happening now", exact: true }).click();
  await page
    .getByRole("complementary")
    .getByRole("link", { name: /invited pip.phone@oakfield.example/ })
    .click();
  // Its panel lies over the list there, and has the keyboard.
  await page
    .locator(".side-panel-title:focus")
    .filter({ hasText: "pip.phone@oakfield.example" })
    .waitFor();
  await page.getByRole("complementary").waitFor({ state: "hidden" });
  expect(faults).toEqual([]);
});

it("is not for Lena: no link leads there, and the address leads her home", async () => {
  const lena = await stage.signedIn(people.lena);
  await lena.page.getByRole("link", { name: "Home" }).waitFor();
  expect(await lena.page.getByRole("link", { name: "Activity" }).count()).toBe(0);
  await lena.page.goto(stage.url(`/s/${school}/activity`));
  await lena.page.waitForURL((url) => url.pathname === `/s/${school}`);
  expect((await stage.call(lena.page, "GET", "/activity")).status).toBe(403);
});

it("is not for Ngozi of another school, who finds nothing there", async () => {
  const ngozi = await stage.signedIn(people.ngozi);
  const status = await ngozi.page.evaluate(
    async (of) => (await fetch(`/api/schools/${of}/activity`)).status,
    school,
  );
  expect(status).toBe(404);
});

describe.each([
  { name: "desktop, dark", colorScheme: "dark" as const },
  { name: "phone, light", colorScheme: "light" as const, ...phone },
])("everybody can use the Activity page ($name)", ({ name: _, ...look }) => {
  it("with its filters and lines, however long their words", async () => {
    await invites(priya, `${"a.very-long.name.".repeat(3)}${look.colorScheme}@oakfield.example`);
    const { page, faults } = await stage.signedIn(people.priya, look);
    await page.goto(stage.url(`/s/${school}/activity`));
    await page.locator(".activity-line").first().waitFor();
    await expectAccessible(page, "activity");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
      true,
    );
    expect(faults).toEqual([]);
  });
});

describe("[A17] the activity on paper", () => {
  it("is all that the server tells, fetched as Tom presses Print; before that the paper says that more came before", async () => {
    const { page } = tom;
    const mark = crypto.randomUUID().slice(0, 8);
    const rows = Array.from({ length: 120 }, (_, n) => ({
      email: `p${n}.${mark}@paper.example`,
      role: "viewer",
    }));
    expect((await stage.call(priya.page, "POST", "/invites/batches", { rows })).status).toBe(200);
    await page.addInitScript(() => {
      window.print = () => {
        const lines = [...document.querySelectorAll<HTMLElement>(".activity-line [data-id]")];
        document.documentElement.dataset.printed = lines.map(({ dataset }) => dataset.id).join();
      };
    });
    await openActivity(tom);
    await page.emulateMedia({ media: "print" });
    await page.getByText("What came before is not on this paper").waitFor();
    await page.emulateMedia({ media: "screen" });
    expect(await page.getByText("What came before is not on this paper").isVisible()).toBe(false);

    await putPointerAway(tom);
    await page.getByRole("button", { name: "Print" }).click();
    const printed = () => page.evaluate(() => document.documentElement.dataset.printed ?? "");
    await expect.poll(printed).not.toBe("");
    const all = await allTold(tom);
    expect(all.length).toBeGreaterThan(120);
    expect((await printed()).split(",").map(Number)).toEqual(all);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("What came before is not on this paper").count()).toBe(0);
    expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: "screen" });
    expect(tom.faults).toEqual([]);
  });
});

/** The numbers of all that the server tells, in its order. */
function allTold({ page }: Window): Promise<number[]> {
  return page.evaluate(async (school) => {
    const all: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await fetch(`/api/schools/${school}/activity?limit=200${query}`);
      const part = (await answer.json()) as { items: { seq: number }[]; next: string | null };
      all.push(...part.items.map(({ seq }) => seq));
      cursor = part.next;
    }
    return all;
  }, school);
}
