import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectUnreloaded,
  markDocument,
  people,
  phone,
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
  priya = await stage.signedIn(people.priya);
  tom = await stage.signedIn(people.tom);
  for (const { page } of [priya, tom]) {
    await untilLive(page);
    await markDocument(page);
  }
});
afterAll(() => stage?.close());

/** Fills in and sends the dialog. */
async function inviteByDialog(
  { page }: Window,
  email: string,
  role: string,
  staffType: string,
): Promise<void> {
  await page.getByRole("button", { name: "Invite user" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByRole("radio", { name: role }).check({ force: true });
  await dialog.getByLabel("Staff type").selectOption({ label: staffType });
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe("the main job", () => {
  it("goes from Priya's dialog to Joy's phone, and Tom watches every step without touching anything", async () => {
    const email = "joy.okafor@oakfield.example";
    await inviteByDialog(priya, email, "Editor", "Teacher");
    for (const window of [priya, tom])
      await row(window, email).getByText("Pending", { exact: true }).waitFor();
    await row(tom, email).getByText("invited by Priya Shah").waitFor();

    const joy = await stage.window(phone);
    await joy.page.goto(await stage.linkTo(email));
    await joy.page.getByLabel("First name").fill("Joy");
    await joy.page.getByLabel("Surname").fill("Okafor");
    await row(tom, email)
      .getByText(/Opened/)
      .waitFor();
    await joy.page.getByText(/ng75pn_okafor.* free/).waitFor();
    await joy.page.getByLabel("Password", { exact: true }).fill("correct horse 7");
    await joy.page.getByRole("button", { name: "Create my account" }).click();
    await joy.page.waitForURL((url) => url.pathname.startsWith("/s/"));
    await joy.page.getByRole("heading", { level: 1 }).first().waitFor();

    for (const window of [priya, tom]) {
      await row(window, email).getByText("Accepted", { exact: true }).waitFor();
      await window.page
        .getByText(/Joy Okafor.*accepted|accepted.*Joy Okafor/i)
        .first()
        .waitFor();
      await expectUnreloaded(window.page);
    }
    expect([priya.faults, tom.faults, joy.faults]).toEqual([[], [], []]);
  });

  it("shows Tom's resend and withdrawal in Priya's window, and asks before either", async () => {
    const email = "sam.nowak@oakfield.example";
    await inviteByDialog(priya, email, "Viewer", "Governor");
    await row(tom, email)
      .getByRole("button", { name: /Resend/ })
      .click();
    await tom.page
      .getByRole("alertdialog")
      .or(tom.page.getByRole("dialog"))
      .getByRole("button", { name: /Resend/ })
      .click();
    await row(priya, email)
      .getByText(/1 of 3/)
      .waitFor({ state: "attached" });
    await row(tom, email)
      .getByRole("button", { name: /More|Actions/ })
      .click();
    await tom.page.getByRole("menuitem", { name: /Withdraw/ }).click();
    await tom.page
      .getByRole("alertdialog")
      .or(tom.page.getByRole("dialog"))
      .getByRole("button", { name: /Withdraw/ })
      .click();
    await row(priya, email).getByText("Revoked", { exact: true }).waitFor();
    await expectUnreloaded(priya.page);
  });

  it("keeps the counters in step in both windows", async () => {
    for (const { page } of [priya, tom]) {
      const invites = await stage.call<{ items: { status: string }[] }>(
        page,
        "GET",
        "/invites?limit=200",
      );
      const pending = invites.body.items.filter((invite) => invite.status === "pending").length;
      await page
        .getByRole("button", { name: new RegExp(`^Pending\\s*${pending}$`) })
        .first()
        .waitFor();
    }
  });

  it("says at once, while Priya types, that an address has an account or a pending invite, or is none", async () => {
    const { page } = priya;
    await page.getByRole("button", { name: "Invite user" }).first().click();
    const address = page.getByRole("dialog").getByLabel("E-mail address");
    await address.fill("joy.okafor@oakfield.example");
    await page
      .getByRole("dialog")
      .getByText(/already has an account/i)
      .first()
      .waitFor();
    await address.fill("nonsense");
    await page
      .getByRole("dialog")
      .getByText(/does not look like/i)
      .first()
      .waitFor();
    await address.fill("quite.new@oakfield.example");
    await page
      .getByRole("dialog")
      .getByText(/available|can be invited|no account/i)
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });
});

describe("a pending invite, left alone", () => {
  it("turns Expired in front of both at its second", async () => {
    const brief = await Stage.open({ INVITE_HOURS: String(12 / 3600) });
    try {
      const windows = [await brief.signedIn(people.priya), await brief.signedIn(people.ade)];
      for (const { page } of windows) {
        await untilLive(page);
        await markDocument(page);
      }
      const email = "slow.reader@oakfield.example";
      await inviteByDialog(windows[0] as Window, email, "Viewer", "Governor");
      for (const window of windows)
        await row(window, email).getByText("Pending", { exact: true }).waitFor();
      for (const window of windows)
        await row(window, email).getByText("Expired", { exact: true }).waitFor({ timeout: 30_000 });
      for (const { page } of windows) await expectUnreloaded(page);
      const { page } = windows[0] as Window;
      const found = await brief.call<{ items: { email: string; expiresAt: string }[] }>(
        page,
        "GET",
        "/invites",
      );
      const expired = found.body.items.find((item) => item.email === email);
      const news = await brief.call<{
        events: { kind: string; at: string; invite?: { email: string } }[];
      }>(page, "GET", "/events?since=0");
      const event = news.body.events.find(
        ({ kind, invite }) => kind === "invite.expired" && invite?.email === email,
      );
      expect(Date.parse(event?.at ?? "")).toBeGreaterThanOrEqual(
        Date.parse(expired?.expiresAt ?? ""),
      );
    } finally {
      await brief.close();
    }
  });
});
