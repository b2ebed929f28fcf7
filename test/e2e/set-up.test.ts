import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, phone, Stage, type Window } from "./stage.ts";

let stage: Stage;
let priya: Window;
beforeAll(async () => {
  stage = await Stage.open();
  priya = await stage.signedIn(people.priya);
});
afterAll(() => stage?.close());

interface Shown {
  id: string;
  status: string;
  openedAt: string | null;
  expiresAt: string;
  resends: number;
  delivery: string;
}

async function invite(email: string): Promise<string> {
  const { status } = await stage.call(priya.page, "POST", "/invites", {
    email,
    role: "editor",
    staffType: "teacher",
  });
  expect(status).toBe(201);
  return stage.linkTo(email);
}

async function shown(email: string): Promise<Shown> {
  const { body } = await stage.call<{ items: (Shown & { email: string })[] }>(
    priya.page,
    "GET",
    "/invites?limit=200",
  );
  const found = body.items.find((item) => item.email === email);
  if (!found) throw new Error(`${email} was never invited.`);
  return found;
}

describe("without JavaScript", () => {
  it("Nia signs up, through a slip, and is taken to her school", async () => {
    const link = await invite("nia@oakfield.example");
    const { page } = await stage.window({ ...phone, javaScriptEnabled: false });
    await page.goto(link);
    await page.getByLabel("First name").fill("Nia");
    await page.getByLabel("Surname").fill("Hughes-Płatek");
    await page.getByLabel("Username").fill("NG75PN_Hughes ");
    await page.getByLabel("Password", { exact: true }).fill("password1");
    await page.getByRole("button", { name: "Create my account" }).click();
    await page
      .getByText(/leaked/i)
      .first()
      .waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Nia");
    expect(await page.getByLabel("Surname").inputValue()).toBe("Hughes-Płatek");
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe("");
    await page.getByLabel("Password", { exact: true }).fill("a better one 42");
    await page.getByRole("button", { name: "Create my account" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    expect((await shown("nia@oakfield.example")).status).toBe("accepted");
    await page.goto(link);
    await page
      .getByText(/already set up/i)
      .first()
      .waitFor();
  });

  it("Rene signs in", async () => {
    const { page } = await stage.window({ javaScriptEnabled: false });
    await page.goto(stage.url("/sign-in"));
    await page.getByLabel("Username").fill(people.rene);
    await page.getByLabel("Password", { exact: true }).fill("not his password 1");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page
      .getByText(/do not match/i)
      .first()
      .waitFor();
    await page.getByLabel("Password", { exact: true }).fill("staffroom-demo-1");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.pathname === "/");
  });
});

describe("a mail scanner", () => {
  it("that runs the page's scripts, sends events and clicks every button changes nothing", async () => {
    const email = "scanned@oakfield.example";
    const link = await invite(email);
    const before = await shown(email);
    for (const method of ["GET", "HEAD", "GET"])
      expect((await fetch(link, { method })).status).toBe(200);
    const { page } = await stage.window();
    const told: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/opening")) told.push(request.url());
    });
    await page.goto(link);
    await page.evaluate(() => {
      for (const input of document.querySelectorAll("input")) {
        input.value = "scanner1";
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      for (const clickable of document.querySelectorAll<HTMLElement>(
        "button[type=button], summary, label",
      ))
        clickable.click();
    });
    await page.goto(link);
    for (const button of await page.getByRole("button").all()) {
      if (await button.isVisible().catch(() => false))
        await button.click({ noWaitAfter: true }).catch(() => undefined);
    }
    for (const anchor of await page.locator("a[href]").all())
      expect(await anchor.getAttribute("href")).not.toContain("/accept/");
    // What the clicks have begun left before this did.
    await page.evaluate(async () => void (await fetch("/healthz")));
    expect(told).toEqual([]);
    expect(await shown(email)).toEqual(before);
    expect((await fetch(link)).status).toBe(200);
  });
});

describe("with JavaScript", () => {
  it("tells the admins that Kit has begun at the first key, proposes a username and says whether it is free", async () => {
    const email = "kit@oakfield.example";
    const { page, faults } = await stage.window(phone);
    await page.goto(await invite(email));
    expect((await shown(email)).openedAt).toBeNull();
    await page.getByLabel("First name").pressSequentially("K");
    await expect.poll(async () => (await shown(email)).openedAt).not.toBeNull();
    await page.getByLabel("Surname").pressSequentially("Shah");
    await page
      .getByText(/ng75pn_shah2/)
      .first()
      .waitFor();
    await page.getByLabel("Username").fill("ng75pn_shah");
    await page.getByText(/taken/i).first().waitFor();
    expect(faults).toEqual([]);
  });

  it("says of each field only what is so of what stands there, whatever was refused before", async () => {
    const { page } = await stage.window();
    await page.goto(await invite("una@oakfield.example"));
    await page.getByLabel("First name").fill("Una");
    await page.getByLabel("Surname").fill("Mills");
    await page.getByLabel("Username").fill("ng75pn_mills");
    await page.getByText("ng75pn_mills is taken. ng75pn_mills2 is free.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("password1");
    await page.keyboard.press("Enter");
    const leaked = page.locator("#password-slip");
    await leaked.getByText(/leaked/).waitFor();
    // It was her password that was refused; her username is taken all the same.
    await page.getByText("ng75pn_mills is taken. ng75pn_mills2 is free.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("river otter 42");
    await leaked.waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    const taken = page.locator("#username-slip");
    await taken.getByText(/Somebody already has/).waitFor();
    await page.getByLabel("Username").fill("ng75pn_una");
    await page.getByText("✓ ng75pn_una is free").waitFor();
    await taken.waitFor({ state: "hidden" });
  });

  it("asks Wren for her password once, whatever else has to be put right, offline in between too", async () => {
    const { page, faults } = await stage.window(phone);
    await page.goto(`${await invite("wren@oakfield.example")}),`);
    const [password, create] = [
      page.getByLabel("Password", { exact: true }),
      page.getByRole("button", { name: "Create my account" }),
    ];
    await page.getByLabel("First name").fill("Wren");
    await page.getByLabel("Surname").fill("Ellis");
    await page.getByLabel("Phone").fill("ask at the office");
    await page.getByLabel("Username").fill(people.rene);
    await password.fill("a better one 42");
    await create.click();
    await page.getByText("This does not look like a phone number.").first().waitFor();
    expect(await password.inputValue()).toBe("a better one 42");
    expect(await page.getByText("Type your password again").count()).toBe(0);
    expect(await page.getByLabel("Phone").evaluate((el) => el === document.activeElement)).toBe(
      true,
    );
    await page.getByLabel("Phone").fill("(0115) 496 0000 ext. 12 / 07700 900123");
    await create.click();
    await page
      .getByText(/already has this username/)
      .first()
      .waitFor();
    expect(await password.inputValue()).toBe("a better one 42");
    await page.getByLabel("Username").fill("ng75pn_wren");
    await page.getByText("✓ ng75pn_wren is free").waitFor();
    await page.context().setOffline(true);
    await create.click();
    await page.getByText("Staffroom cannot be reached just now.").waitFor();
    await page.context().setOffline(false);
    await create.click();
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
    expect((await shown("wren@oakfield.example")).status).toBe("accepted");
    expect(faults).toEqual([]);
  });

  it("shows Ines the name of the field she has left empty", async () => {
    const { page } = await stage.window(phone);
    await page.goto(await invite("ines@oakfield.example"));
    await page.getByRole("button", { name: "Create my account" }).tap();
    const field = page.getByLabel("First name");
    await expect.poll(() => field.evaluate((el) => el === document.activeElement)).toBe(true);
    const top = async () => (await page.getByText("First name").boundingBox())?.y;
    await expect.poll(top).toBeGreaterThanOrEqual(0);
  });

  it("tells Noor, who left the page open, that the link has ended before she types", async () => {
    const { page, faults } = await stage.window(phone);
    await page.clock.install();
    await page.goto(await invite("noor@oakfield.example"));
    await page.getByText("This link works once").waitFor();
    const { id } = await shown("noor@oakfield.example");
    const withdrawn = await stage.call(priya.page, "PUT", `/invites/${id}/revocation`);
    expect(withdrawn.status).toBe(200);
    await page.clock.fastForward("25:00:00");
    await page.getByRole("heading", { level: 1, name: "This invite was withdrawn" }).waitFor();
    expect(await page.getByLabel("First name").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("fetches nothing from anybody else, and one page before its script", async () => {
    const { page } = await stage.window(phone);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(await invite("thrifty@oakfield.example"), { waitUntil: "networkidle" });
    expect(requests.every((url) => url.startsWith(stage.url("/")))).toBe(true);
    const first = requests.filter((url) => !/favicon/.test(url));
    expect(first.length).toBeLessThanOrEqual(2);
  });
});

describe("Lena, an Editor", () => {
  it("lands on a home of her own and never sees an admin page, whatever address she types", async () => {
    const { page } = await stage.signedIn(people.lena);
    await page.getByRole("main").getByText(/Lena/).first().waitFor();
    const school = new URL(page.url()).pathname.split("/")[2];
    await page.goto(stage.url(`/s/${school}/invites`));
    await page.getByRole("main").getByText(/Lena/).first().waitFor();
    await page.waitForURL((url) => !url.pathname.endsWith("/invites"));
    expect(await page.getByRole("button", { name: "Invite user" }).count()).toBe(0);
    expect(await page.getByText("ADMIN", { exact: true }).count()).toBe(0);
  });
});

describe("Ngozi, of another school", () => {
  it("types the address of Oakfield High's invites and sees her own school", async () => {
    const oakfield = new URL(priya.page.url()).pathname.split("/")[2];
    const { page } = await stage.signedIn(people.ngozi);
    await page.goto(stage.url(`/s/${oakfield}/invites`));
    await page.getByText("Fernhill Primary").first().waitFor();
    expect(await page.getByText("Oakfield High").count()).toBe(0);
  });
});
