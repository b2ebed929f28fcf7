import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tooSmall } from "./screens/targets.ts";
import { expectAccessible, people, phone, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  const priya = await stage.signedIn(people.priya);
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
  const invited = Array.from({ length: 8 }, (_, n) => `a.rather-long-name.${n}`);
  for (const name of [...invited, "asks", "wants", "lost", "lil"])
    await stage.call(priya.page, "POST", "/invites", {
      email: `${name}@oakfield.example`,
      role: "viewer",
    });
  const database = await stage.serving.database();
  const lost = "delivery = 'bounced', hard_bounced = 1, delivery_reason = 'No such mailbox.'";
  const asking =
    "status = 'expired', sent_at = sent_at - 95400000, expires_at = sent_at - 9000000, requested_at = sent_at";
  for (const [name, became] of Object.entries({ lost, asks: asking, wants: asking }))
    await database
      .prepare(`update invites set ${became} where email = ?`)
      .bind(`${name}@oakfield.example`)
      .run();
  await stage.call(priya.page, "POST", "/users", {
    username: "ng75pn_llan",
    givenName: "Siân",
    familyName: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    role: "editor",
    staffType: "teacher",
  });
  await priya.page.context().close();
});
afterAll(() => stage?.close());

const root = join(import.meta.dirname, "../..");

/** Every page of the dashboard, as it announces itself. */
const pages = readdirSync(join(root, "web"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("on-page.ts"))
  .map((file) => /path: "(.*)"/.exec(readFileSync(join(root, "web", file), "utf8"))?.[1] ?? "");

const sideways = { ...phone, viewport: { width: 844, height: 390 } } as const;

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
  await page.locator(".waiting").waitFor({ state: "detached" });
}

const rows = ({ page }: Window) => page.locator("tr[data-id]");

/** How many rows lie wholly between the head of the list and whatever stands at its foot. */
function rowsInView(window: Window): Promise<number> {
  return rows(window).evaluateAll((all) => {
    const foot = document.querySelector(".bulk-bar")?.getBoundingClientRect().top ?? innerHeight;
    const bar = document.querySelector("nav")?.getBoundingClientRect();
    const edge = bar && bar.top > innerHeight / 2 ? Math.min(foot, bar.top) : foot;
    return all.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= 0 && bottom <= edge;
    }).length;
  });
}

describe("[U5] on a school's laptop", () => {
  it("ten invites are in view above what may be done with those ticked", async () => {
    const priya = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    await open(priya, "invites");
    await rows(priya).nth(9).waitFor();
    for (const at of [1, 2]) await rows(priya).nth(at).getByRole("checkbox").check();
    await priya.page.getByRole("region", { name: "Ticked invites" }).waitFor();
    await expect.poll(() => rowsInView(priya)).toBeGreaterThanOrEqual(10);
    const gaps = await priya.page.locator("tr[data-id] .address-local").evaluateAll((all) =>
      all.map((local) => {
        const letters = document.createRange();
        letters.selectNodeContents(local);
        const { right } = local.getBoundingClientRect();
        return Math.round(Math.max(0, right - letters.getBoundingClientRect().right));
      }),
    );
    expect(gaps, "between a name, however short, and its @").toEqual(gaps.map(() => 0));
    await priya.page.context().close();
  });

  it("what a dialog, a panel and the bar of those ticked offer stays in view where nothing can be reached", async () => {
    const priya = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    const { page } = priya;
    await open(priya, "invites");
    await rows(priya).first().getByRole("checkbox").check();
    await page.getByRole("region", { name: "Ticked invites" }).waitFor();
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await page.getByRole("dialog").getByLabel("E-mail address").fill("late@oakfield.example");
    await page.context().setOffline(true);
    await page.getByText("You are offline.").first().waitFor();
    const send = page.getByRole("dialog").getByRole("button", { name: "Send invite" });
    await send.click();
    await page.getByText("Staffroom cannot be reached just now.").waitFor();
    // What lies under a dialog hears no pointer, so what it covers is found by where it stands.
    const [banner, button] = await Promise.all([
      page.locator(".standstill-banner").boundingBox(),
      send.boundingBox(),
    ]);
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(banner?.y ?? 0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Discard/ }).click();
    await expect.poll(() => hidden(priya, ".bulk-bar button")).toEqual([]);
    await page.context().close();
  });

  it("whoever asks for a new link is answered beside the list in the words of their row", async () => {
    const priya = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    const { page } = priya;
    await open(priya, "invites?q=wants");
    await rows(priya).first().getByText("Expired").click();
    const panel = page.getByRole("dialog");
    await panel.getByText("Asks for a new link").waitFor();
    await panel.getByRole("button", { name: "Send new link", exact: true }).click();
    await page.getByText("A new link is on its way to wants@oakfield.example.").waitFor();
    await page.context().close();
  });

  it("all that is asked of whoever is invited is in view at once", async () => {
    const priya = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    await open(priya, "invites/new");
    await priya.page.getByRole("dialog").getByLabel("Staff type").waitFor();
    const below = await priya.page
      .locator(".form-body")
      .evaluate((body) => body.scrollHeight - body.clientHeight);
    expect(below, "pixels one has to scroll").toBe(0);
    await priya.page.context().close();
  });
});

describe("[U4] on a phone", () => {
  it("ten invites are in view, all equally high, and an address keeps its domain", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    await open(priya, "invites");
    await rows(priya).nth(9).waitFor();
    await expect.poll(() => rowsInView(priya)).toBeGreaterThanOrEqual(10);
    const heights = await rows(priya).evaluateAll((all) =>
      all.map((row) => Math.round(row.getBoundingClientRect().height)),
    );
    expect([...new Set(heights)]).toEqual([64]);
    const cut = await priya.page
      .locator("tr[data-id] .address-domain")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(cut).toBe(0);
    await priya.page.context().close();
  });

  it("a row's story is a sheet that has an address; Back, a swipe and the strip above close it", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    const sheet = page.getByRole("dialog");
    await open(priya, "invites");
    await rows(priya).first().getByText("Pending").tap();
    await sheet.getByRole("button", { name: "Withdraw the invite" }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/invites\/[^/]+$/);
    await page.goBack();
    await sheet.waitFor({ state: "hidden" });
    await rows(priya).first().getByText("Pending").tap();
    await sheet.getByRole("heading", { level: 2 }).waitFor();
    await pull(priya, ".side-panel-head", 200);
    await sheet.waitFor({ state: "hidden" });
    await rows(priya).first().getByText("Pending").tap();
    await sheet.getByRole("heading", { level: 2 }).waitFor();
    await page.touchscreen.tap(60, 30);
    await sheet.waitFor({ state: "hidden" });
    expect(priya.faults).toEqual([]);
    await page.context().close();
  });

  it("the chosen filter is in view, and losing the network covers no way to another page", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    await open(priya, "invites?show=revoked");
    const chosen = page.locator('.tab[aria-pressed="true"]');
    const isInView = async () => {
      const { x, width } = (await chosen.boundingBox()) ?? { x: -1, width: 0 };
      return x >= 0 && x + width <= phone.viewport.width;
    };
    await expect.poll(isInView).toBe(true);
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await page.getByRole("link", { name: "Users" }).click();
    await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
    await page.context().close();
  });

  it("what is said over a sheet hides neither its way out nor what went wrong in it", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    const sheet = page.getByRole("dialog");
    await open(priya, "invites");
    await rows(priya).first().getByText("Pending").tap();
    await sheet.getByRole("button", { name: "Withdraw the invite" }).tap();
    await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).tap();
    await page.locator(".notes").getByRole("button", { name: "Undo" }).waitFor();
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    await expect.poll(() => hidden(priya, ".side-panel :is(h2, .side-panel-close)")).toEqual([]);
    await page.locator(".notes").getByRole("button", { name: "Undo" }).tap();
    await sheet.getByRole("button", { name: "Withdraw the invite" }).waitFor();
    await open(priya, "users/new");
    await sheet.getByLabel("First name").fill("Gwen");
    await sheet.getByLabel("Surname").fill("Lowe");
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await sheet.getByRole("button", { name: "Add user" }).tap();
    await sheet.getByText("Staffroom cannot be reached just now.").waitFor();
    await expect.poll(() => hidden(priya, '.side-panel [role="alert"]')).toEqual([]);
    await page.context().close();
  });

  it("the head of a list is one line where no WebSocket comes through, too", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    await page.routeWebSocket(/./, (socket) => socket.close());
    await page.goto(stage.url(`/s/${school}/invites`));
    await page
      .getByRole("link", { name: /^Live ?, every few seconds$/ })
      .waitFor({ timeout: 60_000 });
    const [name, act] = await Promise.all([
      page.getByRole("heading", { level: 1 }).boundingBox(),
      page.getByRole("button", { name: "Invite user" }).boundingBox(),
    ]);
    expect(act?.y).toBeLessThan((name?.y ?? 0) + (name?.height ?? 0));
    await page.route("**/api/**", (route) => route.abort());
    await page.getByText("Staffroom cannot be reached.").waitFor({ timeout: 60_000 });
    const still = await page.getByRole("button", { name: "Invite user" }).boundingBox();
    expect(still?.y).toBe(act?.y);
    await page.context().close();
  });

  it("Back closes what lies over the page, and the page stays", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    const path = () => new URL(page.url()).pathname.split("/").slice(3).join("/");
    await open(priya, "");
    await page.getByRole("link", { name: /^Invites/ }).tap();
    await page.getByRole("button", { name: "Filter and sort" }).tap();
    await page.getByRole("dialog", { name: "Filter and sort" }).waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(path).toBe("invites");
    await rows(priya).first().getByText("Pending").tap();
    await page.getByRole("button", { name: "Withdraw the invite" }).tap();
    const question = page.getByRole("alertdialog");
    await question.waitFor();
    await page.goBack();
    await question.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Withdraw the invite" }).waitFor();
    await expect.poll(path).toMatch(/^invites\/./);
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(path).toBe("invites");
    expect(priya.faults).toEqual([]);
    await page.context().close();
  });

  it.each(["sign-in", "forgotten", "help"])(
    "the ways on from /%s are as high as a finger",
    async (path) => {
      const { page } = await stage.window(phone);
      await page.goto(stage.url(`/${path}`));
      const ways = page.locator(".foot a, .act .quiet a");
      const heights = await ways.evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().height),
      );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(43.5);
      await page.context().close();
    },
  );

  it("the way to take the ticks away stands beside their count, and what an invite's sheet offers in one line", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const { page } = priya;
    await open(priya, "invites?show=pending");
    await page.getByRole("button", { name: "Filter and sort" }).tap();
    await page.getByRole("button", { name: "Tick several" }).tap();
    for (const at of [0, 1]) await rows(priya).nth(at).getByRole("checkbox").tap();
    const bar = page.getByRole("region", { name: "Ticked invites" });
    const lines = (buttons: Locator) =>
      buttons.evaluateAll((all) => [
        ...new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))),
      ]);
    const { y, height } = (await bar.getByRole("status").boundingBox()) ?? { y: 0, height: 0 };
    const clear = await bar.getByRole("button", { name: "Clear" }).boundingBox();
    expect(Math.abs(y + height / 2 - (clear?.y ?? 0) - (clear?.height ?? 0) / 2)).toBeLessThan(2);
    expect(
      await lines(bar.getByRole("button", { name: /Resend|Withdraw|Change|CSV/ })),
    ).toHaveLength(1);
    await bar.getByRole("button", { name: "Clear" }).tap();
    await rows(priya).first().getByText("Pending").tap();
    const acts = page.getByRole("region", { name: "What you can do" });
    await acts.getByRole("button", { name: "Resend" }).waitFor();
    expect(await lines(acts.getByRole("button"))).toHaveLength(1);
    await page.context().close();
  });

  it("nothing that is pressed is under 44 pixels, on any page", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const small: Record<string, string[]> = {};
    for (const path of [...pages, "users/new", "groups/new"]) {
      await open(priya, path);
      small[path] = await tooSmall(priya.page);
    }
    expect(flawed(small)).toEqual({});
    await open(priya, "invites");
    await priya.page.getByRole("button", { name: "Filter and sort" }).click();
    await priya.page.getByRole("combobox", { name: "Role" }).waitFor();
    expect(await tooSmall(priya.page), "filter and sort").toEqual([]);
    await expectAccessible(priya.page, "filter and sort");
    await priya.page.context().close();
  });
});

const windows = [
  ["a tablet", { width: 820, height: 1180 }],
  ["a tablet on its side", { width: 1024, height: 768 }],
  ["a school's laptop", { width: 1366, height: 657 }],
  ["a desk, beside what happens", { width: 1440, height: 900 }],
] as const;

describe.each(windows)("on %s", (_, viewport) => {
  it.each(["invites", "users"])("the %s can be told apart by their addresses", async (path) => {
    const priya = await stage.signedIn(people.priya, { viewport });
    await open(priya, path);
    await rows(priya).nth(3).waitFor();
    const lost = await priya.page
      .locator("tr[data-id] .address-local")
      .evaluateAll((all) =>
        all
          .filter((local) => local.scrollWidth > local.clientWidth && local.clientWidth < 60)
          .map((local) => local.textContent),
      );
    expect(lost).toEqual([]);
    await priya.page.context().close();
  });

  it("an invite's row says what became of its mail and how often it was resent, and nothing lies over anything", async () => {
    const priya = await stage.signedIn(people.priya, { viewport });
    await open(priya, "invites");
    await rows(priya).nth(9).waitFor();
    const row = (words: string) => rows(priya).filter({ hasText: words });
    await row("lost@")
      .getByText(/^Bounced/)
      .waitFor();
    await row("lost@").getByText("0 of 3 resends used").waitFor();
    await row("asks@").getByText("Asks for a new link").waitFor();
    await row("asks@").getByRole("button", { name: "Send new link" }).waitFor();
    expect(await overlaps(priya)).toEqual([]);
    await priya.page.context().close();
  });

  it("Priya reads the addresses of her list whole before they are sent", async () => {
    const priya = await stage.signedIn(people.priya, { viewport });
    const { page } = priya;
    await open(priya, "invite-list");
    const list = "Siân Llewelyn, s.llewelyn-whitting@oakfield.example\nj.okafor@oakfield.example";
    await page.getByLabel("Paste your list").fill(list);
    await page.getByRole("button", { name: "Read the list" }).click();
    await page.getByText("2 lines read.").waitFor();
    const cut = await page
      .locator(".lines input")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    await page.context().close();
  });
});

describe("what opens from beside the pages", () => {
  it.each([
    ["More, on a phone", phone, "More"],
    ["the account, on a phone held sideways", sideways, "Priya Shah"],
    ["the account, on a tablet", { viewport: { width: 820, height: 1180 } }, "Priya Shah"],
  ])("%s: every choice is seen whole, and leads there", async (_, screen, button) => {
    const priya = await stage.signedIn(people.priya, screen);
    const { page } = priya;
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("menuitem", { name: "My account" }).waitFor();
    await expect.poll(() => hidden(priya, '[role="menuitem"]')).toEqual([]);
    await page.getByRole("menuitem", { name: "My account" }).click();
    await page.getByRole("heading", { level: 1, name: "My account" }).waitFor();
    await page.context().close();
  });
});

describe("[U3] at 200 % and 400 %", () => {
  it.each([
    [200, { width: 683, height: 328 }],
    [400, { width: 342, height: 164 }],
  ])(
    "%i %%: no page is wider than the screen, nothing lies over what is pressed",
    async (_, viewport) => {
      const priya = await stage.signedIn(people.priya, { viewport });
      const flaws: Record<string, string[]> = {};
      for (const path of pages) {
        await open(priya, path);
        const width = await priya.page.evaluate(() => document.documentElement.scrollWidth);
        const isWide = width > viewport.width;
        flaws[path] = [...(isWide ? [`${width} wide`] : []), ...(await covered(priya))];
      }
      expect(flawed(flaws)).toEqual({});
      await priya.page.context().close();
    },
  );

  it.each([
    [200, { width: 683, height: 328 }],
    [400, { width: 342, height: 164 }],
  ])("%i %%: half of the screen and more is what one fills in", async (_, viewport) => {
    const priya = await stage.signedIn(people.priya, { viewport });
    const { page } = priya;
    await open(priya, "invites/new");
    const address = page.getByRole("dialog").getByLabel("E-mail address");
    await address.waitFor();
    expect(await shareAround(address, ".form-body")).toBeGreaterThanOrEqual(0.5);
    await open(priya, "invite-list");
    await page.getByLabel("Paste your list").fill("j.okafor@oakfield.example");
    await page.getByRole("button", { name: "Read the list" }).click();
    const line = page.getByLabel("E-mail address of line 1");
    await line.waitFor();
    expect(await shareAround(line, ".list")).toBeGreaterThanOrEqual(0.5);
    await page.context().close();
  });

  it("where letters are twice as large on a phone, no page is wider than the screen", async () => {
    const priya = await stage.signedIn(people.priya, phone);
    const wide: Record<string, string[]> = {};
    for (const path of pages) {
      await open(priya, path);
      wide[path] = await priya.page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth && document.body.scrollWidth <= clientWidth) return [];
        const reaching = [...document.querySelectorAll("main *")].filter(
          (one) => one.getBoundingClientRect().right > clientWidth + 1,
        );
        return reaching.map((one) => `${one.tagName} ${one.className} ${one.textContent}`);
      });
    }
    expect(flawed(wide)).toEqual({});
    await priya.page.context().close();
  });
});

describe("[U3] in the system's own colours", () => {
  it("the chosen tab and page stand out, and each state has its shape and edge", async () => {
    const priya = await stage.signedIn(people.priya, { forcedColors: "active" });
    const { page } = priya;
    await open(priya, "invites");
    const ground = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await ground('.tab[aria-pressed="true"]')).not.toBe(
      await ground('.tab[aria-pressed="false"]'),
    );
    expect(await ground(".nav-link.active")).not.toBe(await ground(".nav-link:not(.active)"));
    expect(await ground(".shape")).not.toBe(await ground(".list"));
    for (const edged of [".pill", ".pie", ".pip", "tr[data-id]"])
      expect(
        await page
          .locator(edged)
          .first()
          .evaluate((one) => Number.parseFloat(getComputedStyle(one).borderBottomWidth)),
        edged,
      ).toBeGreaterThan(0);
    await open(priya, "invites/new");
    await page.getByRole("dialog").waitFor();
    const cancel = await ground(".form-buttons .button:not(.primary)");
    expect(await ground(".form-buttons .primary")).not.toBe(cancel);
    expect(await ground(".top .primary")).not.toBe(cancel);
    for (const path of pages) {
      await open(priya, path);
      await expectAccessible(page, `${path || "overview"} in forced colours`);
    }
    const stranger = await stage.window({ forcedColors: "active" });
    await stranger.page.goto(stage.url("/sign-in"));
    const fill = (name: string) =>
      stranger.page
        .getByRole("button", { name })
        .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await fill("Sign in")).not.toBe(await fill("Show password"));
    await expectAccessible(stranger.page, "signing in in forced colours");
    await stranger.page.context().close();
    expect(priya.faults).toEqual([]);
    await page.context().close();
  });

  it("on Priya's phone rows have lines between them, what cannot be pressed is not filled, and a row that was pointed out is again as the others", async () => {
    const priya = await stage.signedIn(people.priya, {
      ...phone,
      forcedColors: "active",
      reducedMotion: "reduce",
    });
    const { page } = priya;
    const look = (selector: string, property: "backgroundColor" | "borderBottomWidth") =>
      page
        .locator(selector)
        .first()
        .evaluate((one, property) => getComputedStyle(one)[property], property);
    await open(priya, "account");
    expect(await look(".button.primary:disabled", "backgroundColor")).toBe(
      await look(".card", "backgroundColor"),
    );
    await open(priya, "invites");
    expect(await look("tr[data-id]", "borderBottomWidth")).toBe("1px");
    await page.goto(`${page.url()}/${await rows(priya).nth(2).getAttribute("data-id")}`);
    await page.locator("tr.highlighted").waitFor();
    await page.locator("tr.highlighted").waitFor({ state: "detached" });
    await page.goto(stage.url("/forgotten"));
    expect(await look(".monogram", "borderBottomWidth")).toBe("1px");
    await page.context().close();
  });
});

describe("[A17] on paper", () => {
  it.each(["invites", "users", "groups"])("the %s are as on the screen", async (path) => {
    const priya = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    const { page } = priya;
    await open(priya, path);
    await rows(priya).first().waitFor();
    const seen = () =>
      page
        .locator("tr[data-id] td:not(.cell-tick, .cell-actions)")
        .evaluateAll((cells) =>
          cells.filter((cell) => cell.checkVisibility()).map((cell) => cell.textContent),
        );
    const onScreen = await seen();
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 718, height: 1000 });
    await expect.poll(seen).toEqual(onScreen);
    expect(await page.getByRole("navigation", { name: "Pages" }).isVisible()).toBe(false);
    await page.context().close();
  });
});

/** The pages that have a flaw, by their address. */
function flawed(flaws: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(flaws).filter(([, found]) => found.length > 0));
}

/** A finger that pulls something down by so many pixels. */
function pull({ page }: Window, selector: string, by: number): Promise<void> {
  return page.locator(selector).evaluate((element, by) => {
    const { left, top } = element.getBoundingClientRect();
    const touch = (y: number) =>
      new Touch({ identifier: 1, target: element, clientX: left + 5, clientY: top + 5 + y });
    const send = (kind: string, touches: Touch[]) =>
      element.dispatchEvent(new TouchEvent(kind, { touches, bubbles: true }));
    send("touchstart", [touch(0)]);
    send("touchmove", [touch(by)]);
    send("touchend", []);
  }, by);
}

/** How much of the screen's height something has while one is at a field of it; 0 to 1. */
function shareAround(field: Locator, selector: string): Promise<number> {
  return field.evaluate((one, selector) => {
    one.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, right } = one.getBoundingClientRect();
    const heights = Array.from({ length: 40 }, (_, n) => ((n + 0.5) / 40) * innerHeight);
    const at = (y: number) => document.elementFromPoint((left + right) / 2, y);
    return heights.filter((y) => at(y)?.closest(selector)).length / heights.length;
  }, selector);
}

/** What stands in a row's cell but reaches out of it, and so lies over what is beside it. */
function overlaps({ page }: Window): Promise<string[]> {
  return page.evaluate(() => {
    const isCut = (one: Element, cell: Element): boolean =>
      one !== cell &&
      (getComputedStyle(one).overflowX !== "visible" ||
        (one.parentElement !== null && isCut(one.parentElement, cell)));
    return [...document.querySelectorAll("tr[data-id] > td")].flatMap((cell) => {
      const edges = cell.getBoundingClientRect();
      return [...cell.querySelectorAll(":not(.visually-hidden, .visually-hidden *)")]
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect();
          const isOut = left < edges.left - 1 || right > edges.right + 1;
          return width > 1 && isOut && !(one.parentElement && isCut(one.parentElement, cell));
        })
        .map((one) => `${cell.className}: ${one.textContent}`);
    });
  });
}

/** Which of the first things one can press lie under something else once they are scrolled to. */
function covered({ page }: Window): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = document.querySelectorAll<HTMLElement>("main :is(a, button, select, input)");
    return [...pressed].slice(0, 15).flatMap((one) => {
      const target = one.closest("label") ?? one;
      target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const { left, right, top, bottom, width, height } = target.getBoundingClientRect();
      if (width <= 1 || height <= 1 || one.closest(".visually-hidden, [inert]")) return [];
      const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isReached = onTop !== null && (target.contains(onTop) || onTop.contains(target));
      return isReached ? [] : [`${target.className} ${target.textContent}`];
    });
  });
}

/** Of what the selector names, the words of what does not show itself from edge to edge. */
function hidden({ page }: Window, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) =>
    all
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const shows = (x: number, y: number) => one.contains(document.elementFromPoint(x, y));
        return ![top + 8, bottom - 8].every((y) => shows(left + 8, y) && shows(right - 8, y));
      })
      .map((one) => one.textContent ?? ""),
  );
}
