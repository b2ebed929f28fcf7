import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  dialog,
  expectAccessible,
  type Mail,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "./stage.ts";

let stage: Stage;
let priya: Window;
let ade: Window;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  const still = { reducedMotion: "reduce" } as const;
  [priya, ade] = [
    await stage.signedIn(people.priya, still),
    await stage.signedIn(people.ade, still),
  ];
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => stage?.close());

const feed = ({ page }: Window) => page.getByRole("complementary", { name: "Happening now" });
const note = ({ page }: Window, words: string | RegExp) =>
  page.locator(".note").filter({ hasText: words });

async function open(path: string): Promise<void> {
  for (const { page } of [priya, ade]) {
    await page.goto(stage.url(`/s/${school}/${path}`));
    await untilLive(page);
  }
}

/** Fills in the dialog and waits until the address was looked at, so that nothing stands in the way of sending. */
async function fillIn({ page }: Window, email: string): Promise<void> {
  await page.getByRole("button", { name: "Invite user" }).first().click();
  await page.getByRole("dialog").getByLabel("E-mail address").fill(email);
  await page.getByRole("dialog").getByText("can be invited").waitFor();
}

async function sendInvite({ page }: Window): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "Send invite" }).click();
}

/** Invites by the API, at once. */
async function invited(window: Window, email: string, role = "editor"): Promise<string> {
  const sent = await stage.call<{ invite: { id: string } }>(window.page, "POST", "/invites", {
    email,
    role,
    staffType: "teacher",
  });
  expect(sent.status).toBe(201);
  for (const one of [priya, ade]) await row(one, email).waitFor();
  return sent.body.invite.id;
}

async function ask(window: Window, email: string, choice: string): Promise<void> {
  await row(window, email)
    .getByRole("button", { name: /^More for/ })
    .click();
  await window.page.getByRole("menuitem", { name: choice }).click();
}

async function mailsTo(email: string): Promise<Mail[]> {
  return (await (
    await fetch(stage.url(`/dev/mail.json?to=${encodeURIComponent(email)}`))
  ).json()) as Mail[];
}

/** Waits until every mail that was to leave before now has left. */
async function untilMailHasLeft(window: Window): Promise<void> {
  const email = `later.${crypto.randomUUID()}@oakfield.example`;
  const sent = await stage.call(window.page, "POST", "/invites?hold=8", {
    email,
    role: "viewer",
    staffType: "governor",
  });
  expect(sent.status).toBe(201);
  await stage.mailTo(email);
}

async function invitesTo(
  { page }: Window,
  email: string,
): Promise<{ status: string; role: string }[]> {
  const { body } = await stage.call<{ items: { email: string; status: string; role: string }[] }>(
    page,
    "GET",
    "/invites?limit=200",
  );
  return body.items.filter((invite) => invite.email === email);
}

/** Lets no answer to these requests through, or no request where `isLost`; gives what lets them pass again. */
async function cut({ page }: Window, path: RegExp, isLost: boolean): Promise<() => Promise<void>> {
  await page.route(path, async (route) => {
    if (!isLost) await route.fetch();
    await route.abort();
  });
  return () => page.unroute(path);
}

/** Holds these requests of both back until both have asked; gives what ends that. */
async function together(path: RegExp): Promise<() => Promise<void>> {
  let isBoth = () => {};
  const both = new Promise<void>((resolve) => {
    isBoth = resolve;
  });
  let asked = 0;
  for (const { page } of [priya, ade]) {
    await page.route(path, async (route) => {
      if (++asked === 2) isBoth();
      await both;
      await route.continue();
    });
  }
  return async () => {
    for (const { page } of [priya, ade]) await page.unroute(path);
  };
}

describe("[C6] undo by another admin", () => {
  beforeEach(() => open("invites"));

  it("of Priya's invite from Ade's note: no mail ever leaves", async () => {
    const email = "from.note@oakfield.example";
    await showFeed(ade, false);
    await fillIn(priya, email);
    await sendInvite(priya);
    await note(ade, `Priya Shah invited ${email}`).getByRole("button", { name: "Undo" }).click();
    await showFeed(ade, true);
    for (const window of [priya, ade])
      await row(window, email).getByText("Revoked", { exact: true }).waitFor();
    await untilMailHasLeft(ade);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("of Ade's invite from Priya's feed; the button goes once it is done, in both windows, and what Ade reads of it is over", async () => {
    const email = "from.feed@oakfield.example";
    await fillIn(ade, email);
    await sendInvite(ade);
    const undo = (window: Window) =>
      feed(window).getByRole("button", { name: new RegExp(`Undo: .* invited ${email}`) });
    await undo(ade).waitFor();
    await expectAccessible(priya.page, "feed with Undo");
    // Under the pointer a note stays for as long as it is so.
    await note(ade, `Invited ${email}`).hover();
    await undo(priya).focus();
    await priya.page.keyboard.press("Enter");
    for (const window of [priya, ade])
      await row(window, email).getByText("Revoked", { exact: true }).waitFor();
    for (const window of [priya, ade]) await undo(window).waitFor({ state: "hidden" });
    await note(ade, `Invited ${email}`).waitFor({ state: "hidden" });
    await ade.page.mouse.move(5, 5);
    await untilMailHasLeft(ade);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("of a withdrawal, by both at once: one wins, the other sees no error, and the link lives", async () => {
    const email = "both.undo@oakfield.example";
    await invited(priya, email);
    await ask(priya, email, "Withdraw");
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    await row(ade, email).getByText("Revoked", { exact: true }).waitFor();
    const part = await together(/\/revocation$/);
    await note(priya, `You withdrew the invite to ${email}`)
      .getByRole("button", { name: "Undo" })
      .click();
    await feed(ade)
      .getByRole("button", { name: new RegExp(`Undo: .*withdrew ${email}`) })
      .click();
    for (const window of [priya, ade])
      await row(window, email).getByText("Pending", { exact: true }).waitFor();
    for (const window of [priya, ade])
      await note(window, `The invite to ${email} is pending again.`).waitFor();
    for (const window of [priya, ade])
      expect(await window.page.locator('.note[data-tone="bad"]').count()).toBe(0);
    await part();
    expect(await invitesTo(ade, email)).toMatchObject([{ status: "pending" }]);
  });

  it("of a deactivation, from the feed and from the note", async () => {
    await open("users");
    for (const [undone, place] of [
      [people.rene, "feed"],
      [people.lena, "note"],
    ] as const) {
      const name = place === "feed" ? "Rene Dubois" : "Lena Brand";
      await showFeed(priya, place === "feed");
      await row(ade, undone).getByRole("link").first().click();
      await dialog(ade).getByRole("button", { name: "Deactivate" }).click();
      await ade.page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
      const undo =
        place === "feed"
          ? feed(priya).getByRole("button", { name: `Undo: Ade Olu deactivated ${name}.` })
          : note(priya, `Ade Olu deactivated ${name}`).getByRole("button", { name: "Undo" });
      await undo.click();
      await note(priya, `${name} is active again`).waitFor();
      await dialog(ade).getByText("Active", { exact: true }).waitFor();
      await ade.page.keyboard.press("Escape");
      await dialog(ade).waitFor({ state: "hidden" });
    }
    await showFeed(priya, true);
  });
});

describe("[C2] an act that fails", () => {
  beforeEach(() => open("invites"));

  it("takes an invite back and says why; Try again sends it exactly once", async () => {
    const email = "try.again@oakfield.example";
    const restore = await cut(priya, /\/invites\?hold=8$/, true);
    await fillIn(priya, email);
    await sendInvite(priya);
    await dialog(priya).waitFor({ state: "hidden" });
    await row(priya, email).getByText("on its way").waitFor();
    await note(priya, `${email} is not invited.`)
      .getByText(/cannot be reached/)
      .waitFor();
    await row(priya, email).waitFor({ state: "hidden" });
    await restore();
    await note(priya, `${email} is not invited.`)
      .getByRole("button", { name: "Try again" })
      .click();
    for (const window of [priya, ade])
      await row(window, email).getByText("Pending", { exact: true }).waitFor();
    expect(await invitesTo(ade, email)).toHaveLength(1);
  });

  it("is offered again for as long as the network is away", async () => {
    const email = "long.away@oakfield.example";
    await priya.page.clock.install();
    await priya.page.reload();
    await untilLive(priya.page);
    const restore = await cut(priya, /\/invites\?hold=8$/, true);
    await fillIn(priya, email);
    await sendInvite(priya);
    const again = note(priya, `${email} is not invited.`).getByRole("button", {
      name: "Try again",
    });
    await again.waitFor();
    await priya.page.clock.fastForward("02:00");
    await restore();
    await again.click();
    await row(ade, email).getByText("Pending", { exact: true }).waitFor();
  });

  it("does not double an invite whose answer alone was lost", async () => {
    const email = "lost.answer@oakfield.example";
    const restore = await cut(priya, /\/invites\?hold=8$/, false);
    await fillIn(priya, email);
    await sendInvite(priya);
    const again = note(priya, `${email} is not invited.`).getByRole("button", {
      name: "Try again",
    });
    await again.waitFor();
    await restore();
    await again.click();
    await note(priya, `Invited ${email}.`).waitFor();
    expect(await invitesTo(ade, email)).toHaveLength(1);
    expect(await row(priya, email).count()).toBe(1);
  });

  it("brings a withdrawn row back after a fault of the server's", async () => {
    const email = "five.hundred@oakfield.example";
    await invited(priya, email);
    const path = /\/revocation$/;
    await priya.page.route(path, (route) => route.fulfill({ status: 500, body: "{}" }));
    await ask(priya, email, "Withdraw");
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    const again = note(priya, `The invite to ${email} is not withdrawn.`).getByRole("button", {
      name: "Try again",
    });
    await again.waitFor();
    await row(priya, email).getByText("Pending", { exact: true }).waitFor();
    await expectAccessible(priya.page, "a note with Try again");
    await priya.page.unroute(path);
    await again.click();
    for (const window of [priya, ade])
      await row(window, email).getByText("Revoked", { exact: true }).waitFor();
  });

  it("brings it back under the pointer, too, where only the pending are listed", async () => {
    const [email, neighbour] = ["under.pointer@oakfield.example", "beside.it@oakfield.example"];
    for (const address of [email, neighbour]) await invited(priya, address);
    await priya.page.getByRole("button", { name: /^Pending \d/ }).click();
    let fail = () => {};
    const failing = new Promise<void>((resolve) => {
      fail = resolve;
    });
    const path = /\/revocation$/;
    await priya.page.route(path, async (route) => {
      await failing;
      await route.fulfill({ status: 500, body: "{}" });
    });
    await ask(priya, email, "Withdraw");
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    await row(priya, email).waitFor({ state: "detached" });
    await row(priya, neighbour).hover();
    await row(priya, neighbour).hover({ position: { x: 40, y: 10 } });
    fail();
    await note(priya, `The invite to ${email} is not withdrawn.`).waitFor();
    await row(priya, email).getByText("Pending", { exact: true }).waitFor();
    await priya.page.unroute(path);
    await priya.page.getByRole("button", { name: /^All \d/ }).click();
  });

  it("is not lost when somebody signs out while it is on its way", async () => {
    const email = "leaving@oakfield.example";
    const tom = await stage.signedIn(people.tom);
    await untilLive(tom.page);
    const { promise: leaving, resolve: leave } = Promise.withResolvers<void>();
    await tom.page.route(/\/invites\?hold/, async (route) => {
      await leaving;
      await route.continue();
    });
    await fillIn(tom, email);
    await sendInvite(tom);
    await tom.page.getByRole("button", { name: /Tom Mills/ }).click();
    await tom.page.getByRole("menuitem", { name: "Sign out" }).click();
    leave();
    await tom.page.waitForURL((url) => url.pathname === "/sign-in");
    expect(await invitesTo(ade, email)).toHaveLength(1);
    await tom.page.context().close();
  });

  it("keeps what Priya typed of somebody whose panel she has closed", async () => {
    await open("users");
    await row(priya, people.rene).getByRole("link").first().click();
    await dialog(priya).getByLabel("Surname").fill("Duboisson");
    const path = /\/users\/[^/]+$/;
    let fail = () => {};
    const held = new Promise<void>((resolve) => {
      fail = resolve;
    });
    await priya.page.route(path, async (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      await held;
      await route.abort();
    });
    await dialog(priya).getByRole("button", { name: "Save" }).click();
    await row(priya, "Rene Duboisson").getByText("on its way").waitFor();
    await priya.page.keyboard.press("Escape");
    await dialog(priya).waitFor({ state: "hidden" });
    fail();
    const again = note(priya, "The changes to Rene Dubois are not saved.").getByRole("button", {
      name: "Try again",
    });
    await again.waitFor();
    await row(priya, "Rene Dubois").waitFor();
    expect(await row(priya, "Rene Duboisson").count()).toBe(0);
    await priya.page.unroute(path);
    await again.click();
    for (const window of [priya, ade]) await row(window, "Rene Duboisson").waitFor();
    await open("invites");
  });

  it("tells the slower of two who invite one address at once, who finds what was typed and why", async () => {
    const email = "at.once@oakfield.example";
    for (const window of [priya, ade]) await fillIn(window, email);
    const part = await together(/\/invites\?hold=8$/);
    for (const window of [priya, ade]) await sendInvite(window);
    const failed = (window: Window) => note(window, `${email} is not invited.`);
    const slower = await Promise.any(
      [priya, ade].map((window) =>
        failed(window)
          .waitFor()
          .then(() => window),
      ),
    );
    for (const window of [priya, ade])
      await row(window, email).getByText("Pending", { exact: true }).waitFor();
    await expect.poll(async () => (await invitesTo(ade, email)).length).toBe(1);
    for (const window of [priya, ade]) expect(await row(window, email).count()).toBe(1);
    await part();
    await failed(slower).getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => dialog(slower).getByLabel("E-mail address").inputValue()).toBe(email);
    await dialog(slower)
      .getByText(/Already invited|is pending/)
      .first()
      .waitFor();
    await slower.page.keyboard.press("Escape");
    await dialog(slower).waitFor({ state: "hidden" });
  });
});

describe("[C2] two admins editing one record", () => {
  it("keep both their changes to different fields of a person, and choose where they changed the same", async () => {
    const added = await stage.call(priya.page, "POST", "/users", {
      username: "ng75pn_two",
      givenName: "Tia",
      familyName: "Two",
      role: "editor",
      staffType: "teacher",
    });
    expect(added.status).toBe(201);
    await open("users");
    for (const window of [priya, ade])
      await row(window, "ng75pn_two").getByRole("link").first().click();
    await dialog(priya).getByLabel("Phone").fill("0115 496 0001");
    await dialog(ade).getByLabel("Middle name").fill("Maria");
    const save = (window: Window) => dialog(window).getByRole("button", { name: "Save" }).click();
    await Promise.all([save(priya), save(ade)]);
    for (const window of [priya, ade]) {
      await expect
        .poll(() => dialog(window).getByLabel("Phone").inputValue())
        .toBe("0115 496 0001");
      await expect.poll(() => dialog(window).getByLabel("Middle name").inputValue()).toBe("Maria");
      expect(await dialog(window).getByText("Somebody else").count()).toBe(0);
    }
    await dialog(priya).getByLabel("Phone").fill("0115 496 0002");
    await dialog(ade).getByLabel("Phone").fill("0115 496 0003");
    await save(priya);
    const choices = dialog(ade).getByRole("group", { name: "Phone" });
    await choices.getByText("0115 496 0002").waitFor();
    await choices.getByText("0115 496 0003").waitFor();
    await choices.getByRole("radio", { name: /Yours/ }).check();
    await save(ade);
    await expect.poll(() => dialog(priya).getByLabel("Phone").inputValue()).toBe("0115 496 0003");
  });

  it("keep both their changes to Ade's own profile, and show Ade both where they changed the same", async () => {
    const url = ade.page.url();
    await ade.page.goto(stage.url(`/s/${school}/account`));
    const session = await ade.page.evaluate(async () => (await fetch("/api/session")).json());
    const edit = async (changes: object) => {
      const { body } = await stage.call<{ user: { version: number } }>(
        priya.page,
        "GET",
        `/users/${session.user.id}`,
      );
      const headers = { "Content-Type": "application/json", "If-Match": `"${body.user.version}"` };
      return priya.page.evaluate(
        async ([path, body, headers]) =>
          (
            await fetch(path as string, {
              method: "PATCH",
              body: body as string,
              headers: headers as HeadersInit,
            })
          ).status,
        [
          `/api/schools/${school}/users/${session.user.id}`,
          JSON.stringify(changes),
          headers,
        ] as const,
      );
    };
    await ade.page.getByLabel("Phone").fill("0115 496 0007");
    await ade.page.getByLabel("Middle name").fill("Kofi");
    expect(await edit({ title: "Dr", phone: "0115 496 0008" })).toBe(200);
    const save = ade.page.getByRole("button", { name: "Save profile" });
    await save.click();
    const choices = ade.page.getByRole("group", { name: "Phone" });
    await choices.getByText("0115 496 0008").waitFor();
    await choices.getByText("0115 496 0007").waitFor();
    await choices.getByRole("radio", { name: /Yours/ }).check();
    await save.click();
    await note(ade, "Your profile is saved.").waitFor();
    const { body } = await stage.call<{ user: object }>(
      priya.page,
      "GET",
      `/users/${session.user.id}`,
    );
    expect(body.user).toMatchObject({ title: "Dr", middleName: "Kofi", phone: "0115 496 0007" });
    await ade.page.goto(url);
  });

  it("see both addresses where they change where the school is asked for recovery", async () => {
    const other = await stage.signedIn(people.priya, { reducedMotion: "reduce" });
    for (const { page } of [priya, other]) {
      await page.goto(stage.url(`/s/${school}/access`));
      await untilLive(page);
    }
    const [head, deputy] = ["Headteacher’s recovery address", "Deputy’s recovery address"].map(
      (label) => (window: Window) => window.page.getByLabel(label),
    );
    const save = (window: Window) =>
      window.page.getByRole("button", { name: "Save addresses" }).click();
    await head?.(priya).fill("head.one@oakfield.example");
    await deputy?.(other).fill("deputy@oakfield.example");
    await head?.(other).fill("head.two@oakfield.example");
    const path = new RegExp(`/api/schools/${school}$`);
    let pass = () => {};
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    await other.page.route(path, async (route) => {
      await held;
      await route.continue();
    });
    const refused = other.page.waitForResponse((answer) => path.test(answer.url()));
    await save(other);
    await save(priya);
    await note(priya, "The recovery addresses are saved.").waitFor();
    pass();
    // A choice made before the answer is sent by itself.
    await refused;
    const choices = other.page.getByRole("group", { name: /Headteacher/ });
    await choices.getByText("head.one@oakfield.example").waitFor();
    await choices.getByRole("radio", { name: /Yours/ }).check();
    await save(other);
    await expect.poll(() => head?.(priya).inputValue()).toBe("head.two@oakfield.example");
    await expect.poll(() => deputy?.(priya).inputValue()).toBe("deputy@oakfield.example");
    await other.page.context().close();
  });

  it("see both roles they gave one invite side by side, even where the answer alone told of it", async () => {
    await open("invites");
    const email = "two.roles@oakfield.example";
    await invited(priya, email, "viewer");
    for (const window of [priya, ade]) await ask(window, email, "Change role");
    await dialog(priya).getByRole("radio", { name: "Editor" }).check({ force: true });
    await dialog(ade).getByRole("radio", { name: "Admin" }).check({ force: true });
    let pass = () => {};
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    const path = /\/invites\/[\da-f-]{36}$/;
    await ade.page.route(path, async (route) => {
      await held;
      await route.continue();
    });
    const save = (window: Window) => dialog(window).getByRole("button", { name: "Save" }).click();
    await save(ade);
    await dialog(ade).waitFor({ state: "hidden" });
    await row(ade, email).getByText("Admin").waitFor();
    await save(priya);
    await note(priya, `Changed the invite to ${email}`).waitFor();
    pass();
    const choices = dialog(ade).getByRole("group", { name: "Role" }).first();
    await choices.getByText("Yours").waitFor();
    await ade.page.unroute(path);
    await expectAccessible(ade.page, "both roles");
    await choices.getByRole("radio", { name: /Theirs/ }).check();
    await save(ade);
    for (const window of [priya, ade]) await row(window, email).getByText("Editor").waitFor();
    expect(await invitesTo(ade, email)).toMatchObject([{ role: "editor" }]);
    expect([priya.faults, ade.faults]).toEqual([[], []]);
  });
});

describe("[C5] what others do, for somebody in the middle of something", () => {
  it("is said once to those who listen, and leaves every row where it is under the pointer", async () => {
    await open("invites");
    const [first, second] = ["calm.first@oakfield.example", "calm.second@oakfield.example"];
    const { page } = priya;
    // What happens in quick succession is said as one; here each is said by itself.
    const hears = (words: string) =>
      expect.poll(async () => (await heardBy(page)).join("\n")).toContain(words);
    await listen(page);
    await invited(ade, first);
    await hears(first);
    const id = await invited(ade, second);
    await hears(second);
    await page
      .getByRole("button", { name: /^Pending/ })
      .first()
      .click();
    await row(priya, first).hover();
    await page.mouse.move(500, 500, { steps: 3 });
    await row(priya, first).hover();
    const order = () =>
      page.getByRole("row").evaluateAll((rows) => rows.map((one) => one.getAttribute("data-id")));
    const before = await order();
    await feed(priya).getByText(second).first().waitFor();
    expect(await page.locator(".note").filter({ hasText: second }).count()).toBe(0);
    await listen(page);
    expect((await stage.call(ade.page, "PUT", `/invites/${id}/revocation`)).status).toBe(200);
    await row(priya, second).getByText("Revoked", { exact: true }).waitFor();
    await hears(`withdrew ${second}`);
    const third = "calm.third@oakfield.example";
    expect(
      (
        await stage.call(ade.page, "POST", "/invites", {
          email: third,
          role: "viewer",
          staffType: "governor",
        })
      ).status,
    ).toBe(201);
    await page.getByRole("button", { name: "2 updates" }).waitFor();
    expect(await order()).toEqual(before);
    await expect
      .poll(() => heardBy(page), { timeout: 10_000 })
      .toContain("2 updates to this list.");
    const said = (await heardBy(page)).filter(Boolean);
    expect(said.filter((words) => words.includes(`withdrew ${second}`))).toHaveLength(1);
    expect(said).toEqual([...new Set(said)]);
    await page.getByRole("button", { name: "2 updates" }).click();
    await row(priya, third).waitFor();
    await row(priya, second).waitFor({ state: "hidden" });
  });
});

/** Opens or closes Happening now, which then tells what a note would. */
async function showFeed({ page }: Window, isShown: boolean): Promise<void> {
  const name = isShown ? "Happening now" : "Close Happening now";
  const button = page.getByRole("button", { name, exact: true });
  if (await button.isVisible()) await button.click();
}

/** Notes down what appears in places that screen readers listen to. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const place = target instanceof Element ? target : target.parentElement;
        const live = place?.closest(
          "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]",
        );
        const inside = [...addedNodes].flatMap((node) =>
          node instanceof Element
            ? [...node.querySelectorAll("[role=status], [role=alert]"), node]
            : [],
        );
        if (live)
          heard.push(
            [...addedNodes].map((node) => node.textContent).join("") || (live.textContent ?? ""),
          );
        else
          heard.push(
            ...inside
              .filter((node) => node.matches("[role=status], [role=alert]"))
              .map((node) => node.textContent ?? ""),
          );
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

function heardBy(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}
