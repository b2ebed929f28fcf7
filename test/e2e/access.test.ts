import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, phone, Stage, untilLive } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const looks = [
  { name: "desktop, light", colorScheme: "light" },
  { name: "desktop, dark", colorScheme: "dark" },
  { name: "phone, light", colorScheme: "light", ...phone },
  { name: "phone, dark", colorScheme: "dark", ...phone },
  { name: "desktop, forced colours", forcedColors: "active" },
] as const;

describe.each(looks)("everybody can use ($name)", ({ name: _, ...look }) => {
  it("the pages for strangers", async () => {
    const { page, faults } = await stage.window(look);
    for (const path of ["/sign-in", "/register", "/accept/nonsense", "/nowhere", "/dev/mail"]) {
      await page.goto(stage.url(path));
      await expectAccessible(page, path);
    }
    await page.goto(stage.url("/register"));
    await page.getByLabel("School name").fill("www.oakfield.example");
    await page.getByLabel("Postcode").fill("nowhere");
    await page.getByLabel("E-mail address").fill("office@oakfield");
    await page.getByRole("button", { name: "Send me the link" }).click();
    await page.getByRole("heading", { name: "Please check the form" }).waitFor();
    await expectAccessible(page, "/register with slips");
    expect(faults).toEqual([]);
  });

  it("the set-up page, its slips, and a dead link", async () => {
    const priya = await stage.signedIn(people.priya, look);
    const email = `access.${Math.random().toString(36).slice(2, 8)}@oakfield.example`;
    const sent = await stage.call<{ invite: { id: string } }>(priya.page, "POST", "/invites", {
      email,
      role: "editor",
      staffType: "teacher",
    });
    const { page, faults } = await stage.window({ ...look, javaScriptEnabled: true });
    const link = await stage.linkTo(email);
    await page.goto(link);
    await expectAccessible(page, "set-up");
    await page.getByLabel("First name").fill("Joy");
    await page.getByLabel("Surname").fill("Okafor");
    await page.getByLabel("Password", { exact: true }).fill("password1");
    await page.getByRole("button", { name: "Create my account" }).click();
    await page
      .getByText(/leaked/i)
      .first()
      .waitFor();
    await expectAccessible(page, "set-up with slips");
    await stage.call(priya.page, "PUT", `/invites/${sent.body.invite.id}/revocation`);
    await page.goto(link);
    await expectAccessible(page, "dead link");
    expect(faults).toEqual([]);
  });

  it("the dashboard with its dialogs, and the home of an Editor", async () => {
    const { page, faults } = await stage.signedIn(people.priya, look);
    await untilLive(page);
    await expectAccessible(page, "invites");
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await page.getByRole("dialog").getByLabel("E-mail address").fill("nonsense");
    await expectAccessible(page, "invite dialog");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).waitFor();
    await expectAccessible(page, "whether to leave");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("searchbox").first().fill("nobody at all");
    await page.getByRole("heading", { name: /^No invite.* matches$/ }).waitFor();
    await expectAccessible(page, "nothing found");
    const lena = await stage.signedIn(people.lena, look);
    await lena.page.getByRole("main").getByText(/Lena/).first().waitFor();
    await expectAccessible(lena.page, "home");
    expect([faults, lena.faults]).toEqual([[], []]);
  });
});
