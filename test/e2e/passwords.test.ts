import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, password, people, phone, Stage, type Window } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const looks = [
  { name: "desktop, light", colorScheme: "light" },
  { name: "phone, dark", colorScheme: "dark", ...phone },
] as const;

/** The link of the newest reset mail to an address; a later one names its time, lest mail programs fold it away. */
async function resetLink(address: string, count = 1): Promise<string> {
  const { text, subject } = await stage.mailTo(address, count);
  expect(subject).toMatch(
    count === 1
      ? /^Choose a new password for Staffroom$/
      : /^Choose a new password for Staffroom \(new link, \d\d:\d\d\)$/,
  );
  return text.split("\n").find((line) => /^https?:\/\/\S+\/reset\/\S+$/.test(line)) ?? "";
}

async function enter({ page }: Window, username: string, typed: string): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("a forgotten password [A12]", () => {
  const cases = [
    {
      who: "Lena",
      typed: ` ${people.lena.toUpperCase()}`,
      username: people.lena,
      address: "l.brand@oakfield.example",
      js: true,
    },
    {
      who: "Rene",
      typed: "R.Dubois@Oakfield.example",
      username: people.rene,
      address: "r.dubois@oakfield.example",
      js: false,
    },
  ];
  it.each(cases)(
    "is replaced by $who, who typed $typed, from the mailbox (JavaScript: $js)",
    async (one) => {
      const window = await stage.window({ ...phone, javaScriptEnabled: one.js });
      const { page, faults } = window;
      const elsewhere = await stage.signedIn(one.username);
      await page.goto(stage.url("/sign-in"));
      await page.getByRole("link", { name: "Forgotten your password?" }).click();
      await page.getByLabel("Username or e-mail address").fill(one.typed);
      await page.getByRole("button", { name: "Send me the link" }).click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
      await page.goto(await resetLink(one.address));
      expect(await page.getByLabel("Username").inputValue()).toBe(one.username);
      await page.getByLabel("New password").fill("password1");
      await page.getByRole("button", { name: "Set my new password" }).click();
      await page
        .getByText(/leaked/)
        .first()
        .waitFor();
      await page.getByLabel("New password").fill("a new password 42");
      await page.getByRole("button", { name: "Set my new password" }).click();
      await page.getByText("Your new password is set").waitFor();
      // The windows that were open end by themselves.
      await elsewhere.page.waitForURL((url) => url.pathname === "/sign-in");
      await enter(window, one.username, password);
      await page
        .getByText(/do not match/i)
        .first()
        .waitFor();
      await enter(window, one.username, "a new password 42");
      await page.waitForURL((url) => url.pathname !== "/sign-in");
      await page.goto(await resetLink(one.address));
      await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
      expect(faults).toEqual([]);
    },
  );
});

describe("a handed-out password [A9]", () => {
  it("is changed before anything else, whatever address Hana types, and then leads on", async () => {
    const priya = await stage.signedIn(people.priya);
    const details = {
      username: "ng75pn_out",
      givenName: "Hana",
      familyName: "Out",
      role: "admin",
      staffType: "technician",
    };
    const added = await stage.call<{ oneTimePassword: string }>(
      priya.page,
      "POST",
      "/users",
      details,
    );
    expect(added.status).toBe(201);
    const hana = await stage.window();
    await hana.page.goto(stage.url("/sign-in"));
    await enter(hana, "ng75pn_out", added.body.oneTimePassword);
    await hana.page.getByRole("heading", { name: "Choose your own password" }).waitFor();
    await expectAccessible(hana.page, "/new-password");
    const school = new URL(priya.page.url()).pathname.split("/")[2];
    await hana.page.goto(stage.url(`/s/${school}/invites`));
    await hana.page.getByRole("heading", { name: "Choose your own password" }).waitFor();
    // What she has just signed in with is not typed again [A18], though the new one is refused.
    await hana.page.getByLabel("New password").fill("mine 7");
    await hana.page.getByRole("button", { name: "Change my password" }).click();
    await hana.page.getByText("Use at least 8 characters.").first().waitFor();
    expect(await hana.page.getByLabel("Password you were given").count()).toBe(0);
    await hana.page.getByLabel("New password").fill("my very own 7");
    await hana.page.getByRole("button", { name: "Change my password" }).click();
    await hana.page.waitForURL((url) => url.pathname === `/s/${school}/invites`);
    await hana.page.getByRole("heading", { name: "Invites" }).waitFor();
    expect(hana.faults).toEqual([]);
  });
});

describe("My account [A15]", () => {
  it("lets Ade correct his name, which Tom sees at once, change his password, and sign out his other browser", async () => {
    const [ade, other, tom] = [
      await stage.signedIn(people.ade),
      await stage.signedIn(people.ade),
      await stage.signedIn(people.tom),
    ];
    const { page } = ade;
    await page.getByRole("button", { name: /Ade Olu/ }).click();
    await page.getByRole("menuitem", { name: "My account" }).click();
    await page.getByRole("heading", { name: "My account" }).waitFor();
    await page.getByLabel("Phone").fill("0115 496 0005");
    await page.getByLabel("Surname").fill("Olu-Bright");
    await page.getByRole("button", { name: "Save profile" }).click();
    await page.getByText("Your profile is saved.").first().waitFor();
    await page.getByRole("button", { name: /Ade Olu-Bright/ }).waitFor();
    await tom.page
      .getByText(/Ade Olu-Bright/)
      .first()
      .waitFor();

    const rows = page.getByRole("listitem").filter({ hasText: / on Linux/ });
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByText("This one").waitFor();
    await page.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
    await other.page.waitForURL((url) => url.pathname === "/sign-in");
    await expect.poll(() => rows.count()).toBe(1);

    const third = await stage.signedIn(people.ade);
    await page.getByLabel("Present password", { exact: true }).fill("not mine 123");
    await page.getByLabel("New password", { exact: true }).fill("ade's better 8");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("This is not your present password.").waitFor();
    await page.getByLabel("Present password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Your password is changed.").first().waitFor();
    await third.page.waitForURL((url) => url.pathname === "/sign-in");
    for (const { faults } of [ade, other, tom, third]) expect(faults).toEqual([]);
  });

  it("shows Rene the passwords he types, until he sends them", async () => {
    const { page } = await stage.signedIn(people.rene);
    await page.goto(page.url().replace(/(\/s\/[^/]+).*$/, "$1/account"));
    const field = (label: string) => page.getByLabel(label, { exact: true });
    for (const [label, typed] of [
      ["Present password", "not mine 123"],
      ["New password", "rene's better 8"],
    ] as const) {
      await field(label).fill(typed);
      const show = page.getByRole("button", { name: `Show ${label.toLowerCase()}` });
      await show.click();
      expect(await show.getAttribute("aria-pressed")).toBe("true");
      expect(await field(label).getAttribute("type")).toBe("text");
    }
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("This is not your present password.").waitFor();
    for (const label of ["Present password", "New password"])
      expect(await field(label).getAttribute("type")).toBe("password");
  });

  it("is Ngozi's to read and use in every look, as are the pages for forgotten passwords", async () => {
    for (const { name, ...look } of looks) {
      const { page, faults } = await stage.signedIn(people.ngozi, look);
      await page.goto(page.url().replace(/(\/s\/[^/]+).*$/, "$1/account"));
      await page.getByText("This one").waitFor();
      await expectAccessible(page, `account (${name})`);
      const stranger = await stage.window(look);
      for (const path of ["/forgotten", "/sign-in"]) {
        await stranger.page.goto(stage.url(path));
        await expectAccessible(stranger.page, `${path} (${name})`);
      }
      await stranger.page.goto(stage.url("/forgotten"));
      await stranger.page.getByLabel("Username or e-mail address").fill(people.ngozi);
      await stranger.page.getByRole("button", { name: "Send me the link" }).click();
      await stranger.page.getByRole("heading", { name: "Check your mail" }).waitFor();
      await expectAccessible(stranger.page, `forgotten, after (${name})`);
      await stranger.page.goto(
        await resetLink("n.okoro@fernhill.example", name.startsWith("phone") ? 2 : 1),
      );
      await expectAccessible(stranger.page, `reset (${name})`);
      await stranger.page.goto(stranger.page.url().replace(/.$/, "x"));
      expect([...faults, ...stranger.faults]).toEqual([]);
    }
  });
});
