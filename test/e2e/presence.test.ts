import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heartbeat } from "#party/protocol";
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
let priya: Window;
let ade: Window;
let school: string;
let joy: string;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, ade] = [await stage.signedIn(people.priya), await stage.signedIn(people.ade)];
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
  const added = await stage.call<{ user: { id: string } }>(priya.page, "POST", "/users", {
    username: "ng75pn_okafor",
    givenName: "Joy",
    familyName: "Okafor",
    email: "j.okafor@oakfield.example",
    role: "editor",
    staffType: "teacher",
  });
  joy = added.body.user.id;
  for (const { page } of [priya, ade]) await untilLive(page);
});
afterAll(() => stage?.close());

const others = ({ page }: Window) => page.getByRole("list", { name: "Also here" });
const wayTo = ({ page }: Window, name: RegExp) =>
  page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
const gone = { state: "hidden" } as const;

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

/** Ade as Priya's window shows him, wherever he is. */
const adeThere = (words: string | RegExp) => others(priya).getByRole("link", { name: words });

describe("[C1] Ade at work, as Priya sees it", () => {
  it("stands on top with his place, at his page and on his row, and leads there", async () => {
    await open(ade, `users/${joy}`);
    await dialog(ade).getByLabel("First name").waitFor();
    await adeThere("Ade Olu, on Users, looking at Joy Okafor").waitFor();
    await wayTo(priya, /Users.*Ade Olu is here/).waitFor();
    await expectAccessible(priya.page, "somebody on another page");
    await adeThere(/Ade Olu/).focus();
    await priya.page.keyboard.press("Enter");
    await priya.page.waitForURL((url) => url.pathname.endsWith(`/users/${joy}`));
    await row(priya, "ng75pn_okafor").getByText("Ade Olu is here").waitFor();
    // He sees her, too, and neither sees themselves.
    await row(ade, "ng75pn_okafor").getByText("Priya Shah is here").waitFor();
    expect(await others(ade).getByRole("link").count()).toBe(1);
    expect(await others(priya).getByRole("link").count()).toBe(1);
  });

  it("is said in the form of the same person once he changes something, and hinders nobody", async () => {
    await dialog(ade).getByLabel("Phone").fill("0115 496 0001");
    await dialog(priya)
      .getByRole("status")
      .filter({ hasText: "Ade is editing this too." })
      .waitFor();
    await row(priya, "ng75pn_okafor").getByText("Ade Olu is editing").waitFor();
    await adeThere("Ade Olu, on Users, editing Joy Okafor").waitFor();
    await expectAccessible(priya.page, "somebody editing the same");
    await dialog(priya).getByLabel("Middle name").fill("Grace");
    await dialog(ade)
      .getByRole("status")
      .filter({ hasText: "Priya is editing this too." })
      .waitFor();
    await dialog(priya).getByRole("button", { name: "Save" }).click();
    await expect.poll(() => dialog(ade).getByLabel("Middle name").inputValue()).toBe("Grace");
    await dialog(ade).getByLabel("Phone").fill("");
    await dialog(priya)
      .getByText(/is editing this too/)
      .waitFor(gone);
    await row(priya, "ng75pn_okafor").getByText("Ade Olu is here").waitFor();
  });

  it("moves along when he does, and leaves the row he was on", async () => {
    await dialog(ade).getByRole("button", { name: "Close", exact: true }).last().click();
    await dialog(ade).waitFor(gone);
    await row(ade, people.lena).focus();
    await row(priya, people.lena).getByText("Ade Olu is here").waitFor();
    await row(ade, people.lena).blur();
    await row(priya, people.lena).getByText("Ade Olu is here").waitFor(gone);
    await row(ade, people.lena).focus();
    await row(priya, people.lena).getByText("Ade Olu is here").waitFor();
    expect(await row(priya, "ng75pn_okafor").getByText("Ade Olu").count()).toBe(0);
    await wayTo(ade, /Access/).click();
    await adeThere("Ade Olu, on Access").waitFor();
    await wayTo(priya, /Access.*Ade Olu is here/).waitFor();
    expect(await row(priya, people.lena).getByText("Ade Olu").count()).toBe(0);
  });

  it("is on the invite whose role he is about to change, and in Priya's dialog for it", async () => {
    const email = "h.novak@oakfield.example";
    await open(ade, "invites");
    await open(priya, "invites");
    await row(ade, email).getByRole("button", { name: /^More/ }).click();
    await row(priya, email).getByText("Ade Olu is here").waitFor();
    await ade.page.getByRole("menuitem", { name: "Change role" }).click();
    await row(priya, email).getByText("Ade Olu is editing").waitFor();
    await expectAccessible(priya.page, "somebody on an invite");
    await row(priya, email).getByRole("button", { name: /^More/ }).click();
    await priya.page.getByRole("menuitem", { name: "Change role" }).click();
    await dialog(priya).getByText("Ade is editing this too.").waitFor();
    await dialog(ade).getByText("Priya is editing this too.").waitFor();
    await expectAccessible(priya.page, "somebody in the same dialog");
    for (const { page } of [ade, priya]) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor(gone);
    }
  });

  it("is one Ade with two windows, the one that he used last", async () => {
    const second = { page: await ade.page.context().newPage(), faults: [] };
    await open(second, "access");
    await adeThere("Ade Olu, on Access").waitFor();
    expect(await others(priya).getByRole("link").count()).toBe(1);
    expect(await others(second).getByRole("link", { name: /Ade/ }).count()).toBe(0);
    await second.page.close();
    await adeThere(/Ade Olu, on Invites/).waitFor();
  });
});

describe("[C1] somebody who is looking", () => {
  it("stays, though he only reads for longer than a silence would be borne", async () => {
    const [said, told] = [listen(ade.page), listen(priya.page)];
    for (const window of [ade, priya]) await open(window, "invites");
    await adeThere(/Ade Olu, on Invites/).waitFor();
    const before = told.length;
    const beats = Math.ceil(heartbeat.lapseMs / heartbeat.everyMs) + 1;
    await expect
      .poll(() => said.filter((frame) => frame === "ping").length, { timeout: 60_000 })
      .toBeGreaterThan(beats);
    await adeThere(/Ade Olu, on Invites/).waitFor();
    const later = told.slice(before).filter((frame) => frame.includes('"people"'));
    expect(later.filter((frame) => !frame.includes("Ade Olu"))).toEqual([]);
  });

  it("is not shown for ever by a connection that died without a word", async () => {
    const tom = await stage.window();
    let connections = 0;
    let isFirstDead = false;
    await tom.page.routeWebSocket(/\/room$/, (socket) => {
      const number = ++connections;
      const server = socket.connectToServer();
      server.onMessage((frame) => void ((number === 1 && isFirstDead) || socket.send(frame)));
    });
    await signIn(tom, people.tom);
    await others(tom)
      .getByRole("link", { name: /Ade Olu, on Invites/ })
      .waitFor();
    isFirstDead = true;
    await wayTo(ade, /Access/).click();
    await expect.poll(() => connections, { timeout: 60_000 }).toBe(2);
    await others(tom)
      .getByRole("link", { name: /Ade Olu, on Access/ })
      .waitFor({ timeout: 60_000 });
    await wayTo(ade, /Invites/).click();
    await tom.page.context().close();
    await adeThere(/Ade Olu/).waitFor();
  });
});

describe("[C1] somebody who is not looking", () => {
  it("is not here while the window is hidden, and back when it is seen", async () => {
    await show(ade.page, "hidden");
    await others(priya).waitFor(gone);
    await show(ade.page, "visible");
    await adeThere(/Ade Olu, on Invites/).waitFor();
  });

  it("is gone when the network is, and comes back with it", async () => {
    await ade.page.context().setOffline(true);
    await others(priya).waitFor(gone);
    await others(ade).waitFor(gone);
    await ade.page.context().setOffline(false);
    await adeThere(/Ade Olu, on Invites/).waitFor({ timeout: 30_000 });
    await others(ade)
      .getByRole("link", { name: /Priya Shah/ })
      .waitFor();
  });

  it("is gone when the laptop is shut, which says nothing, and comes back when it wakes", async () => {
    const laptop = await ade.page.context().newCDPSession(ade.page);
    await laptop.send("Debugger.enable");
    await laptop.send("Debugger.pause");
    // It stops at the next thing it does.
    void ade.page.evaluate(() => 0).catch(() => undefined);
    await others(priya).waitFor({ ...gone, timeout: 60_000 });
    await laptop.send("Debugger.resume");
    await laptop.send("Debugger.disable");
    await adeThere(/Ade Olu/).waitFor({ timeout: 60_000 });
  });

  it("is gone with the last window, and leaves nothing behind", async () => {
    await ade.page.close();
    await others(priya).waitFor(gone);
    expect(
      await priya.page.locator(".presence-stack, .presence-dots, .presence-mark").count(),
    ).toBe(0);
    await expectAccessible(priya.page, "nobody else here");
    expect([priya.faults, ade.faults]).toEqual([[], []]);
  });
});

describe("[C1] whom it does not concern", () => {
  it("Lena, who is no admin, is neither shown nor told; Ngozi of another school hears of nobody at Oakfield", async () => {
    const [lena, ngozi] = [await stage.window(), await stage.window()];
    const [toLena, toNgozi] = [listen(lena.page), listen(ngozi.page)];
    await signIn(lena, people.lena);
    await signIn(ngozi, people.ngozi);
    // On a page where an admin would say so.
    await open(lena, "account");
    await untilLive(ngozi.page);
    await expect.poll(() => toNgozi.some((frame) => frame.includes("Ngozi Okoro"))).toBe(true);
    const tom = await stage.signedIn(people.tom);
    await tom.page.goto(stage.url(`/s/${school}/users/${joy}`));
    await others(priya)
      .getByRole("link", { name: "Tom Mills, on Users, looking at Joy Okafor" })
      .waitFor();
    expect(await others(priya).getByRole("link").count()).toBe(1);
    // Frames come in order: what follows this event was said after all that.
    const added = {
      username: "ng75pn_last",
      givenName: "Last",
      familyName: "Word",
      role: "viewer",
      staffType: "governor",
    };
    expect((await stage.call(priya.page, "POST", "/users", added)).status).toBe(201);
    await expect
      .poll(() => toLena.some((frame) => frame.includes("ng75pn_last") || frame.includes("Word")))
      .toBe(true);
    expect(toLena.filter((frame) => frame.includes("presence"))).toEqual([]);
    expect(toNgozi.filter((frame) => /Priya|Tom|Joy/.test(frame))).toEqual([]);
    for (const { page } of [lena, ngozi])
      expect(await page.locator(".presence-stack, .presence-dots, .presence-mark").count()).toBe(0);
  });
});

describe.each([
  ["desktop, light", { colorScheme: "light" }, 4],
  ["phone, dark", { ...phone, colorScheme: "dark" }, 2],
] as const)("[C1] seven others at once (%s)", (what, options, most) => {
  it("stand on top without crowding it, on rows and in words, and unknown rows do no harm", async () => {
    const crowd = [
      "Ada Berg",
      "Ben Cole",
      "Cy Dunn",
      "Di Ekow",
      "Ed Fox",
      "Flo Gray",
      "Gus Hall",
    ].map((name, i) => ({
      userId: `somebody ${i}`,
      name,
      view: i === 6 ? "a page of tomorrow" : "users",
      focus: i === 5 ? "a row of tomorrow" : joy,
      editing: i < 2,
    }));
    const watcher = await stage.window(options);
    const { page } = watcher;
    await page.routeWebSocket(/\/room$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((frame) => {
        const isPresence = frame.includes('"people"');
        if (!isPresence) socket.send(frame);
        if (String(frame).includes('"hello"'))
          socket.send(JSON.stringify({ type: "presence", people: crowd }));
      });
    });
    await signIn(watcher, people.tom);
    await page.goto(stage.url(`/s/${school}/users`));
    await row(watcher, "Joy Okafor")
      .getByText(/^Ada Berg and Ben Cole are editing/)
      .waitFor({ state: "attached" });
    // On a phone the head of a list has its search there.
    if (what.startsWith("phone")) await page.getByRole("link", { name: /^Activity/ }).click();
    await expect.poll(() => others(watcher).getByRole("link").count()).toBe(most);
    await others(watcher)
      .getByText(`+${crowd.length - most}`)
      .waitFor();
    await others(watcher)
      .getByText(/Flo Gray, on Users; Gus Hall, here, looking at Joy Okafor$/)
      .waitFor({ state: "attached" });
    await expectAccessible(page, what);
    const top = await page.locator(".top").boundingBox();
    for (const link of await others(watcher).getByRole("listitem").all()) {
      const place = await link.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(
        (top?.x ?? 0) + (top?.width ?? 0),
      );
    }
    expect(watcher.faults).toEqual([]);
    await page.context().close();
  });
});

/** Everything that goes through a page's sockets, both ways. */
function listen(page: Page): string[] {
  const frames: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
    socket.on("framesent", ({ payload }) => frames.push(String(payload)));
  });
  return frames;
}

async function signIn({ page }: Window, username: string): Promise<void> {
  await page.goto(stage.url("/sign-in"));
  await stage.signIn(page, username);
}

/** As if the window were covered, or uncovered. */
function show(page: Page, state: "visible" | "hidden"): Promise<void> {
  return page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
