import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dialog,
  markDocument,
  password,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "./stage.ts";

let stage: Stage;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  tom = await stage.signedIn(people.tom);
  await untilLive(tom.page);
});
afterAll(() => stage?.close());

/** Ends this window's session elsewhere, as time or an admin does: the page hears of it from the room. */
async function endSession({ page }: Window): Promise<void> {
  const cookies = await page.context().cookies();
  const answer = await fetch(stage.url("/api/session"), {
    method: "DELETE",
    headers: {
      Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      Origin: stage.url(""),
    },
  });
  expect(answer.status).toBe(204);
  await page.waitForURL(/\/sign-in\?/);
}

/** Goes to a page of Tom's school. */
async function go(path: string): Promise<void> {
  const school = new URL(tom.page.url()).pathname.split("/")[2];
  await tom.page.goto(stage.url(`/s/${school}/${path}`));
}

const shows = (page: Page, words: string) => page.getByText(words).first().waitFor();

describe("[A19] a session that ends while a form is half filled", () => {
  it("says so on the sign-in page, and after a slip there too; Tom's invite stands as he left it", async () => {
    const { page } = tom;
    await page.getByRole("button", { name: "Invite user" }).click();
    await dialog(tom).getByLabel("E-mail address").fill("half.typed@oakfield");
    await dialog(tom).getByRole("radio", { name: /Admin/ }).check();
    await endSession(tom);
    await shows(page, "Your session has ended");
    await shows(page, "What you had typed");
    await page.getByLabel("Username").fill(people.tom);
    await page.getByLabel("Password", { exact: true }).fill("not the password 1");
    await page.getByRole("button", { name: "Sign in" }).click();
    await shows(page, "do not match");
    await stage.signIn(page, people.tom);
    await expect
      .poll(() => dialog(tom).getByLabel("E-mail address").inputValue())
      .toBe("half.typed@oakfield");
    expect(await dialog(tom).getByRole("radio", { name: /Admin/ }).isChecked()).toBe(true);
    // Once, and no more.
    await page.keyboard.press("Escape");
    await dialog(tom).getByRole("button", { name: "Discard" }).click();
    await dialog(tom).waitFor({ state: "hidden" });
    page.once("dialog", (question) => void question.accept());
    await page.reload();
    await untilLive(page);
    expect(await dialog(tom).count()).toBe(0);
  });

  it("brings back the invite that was on its way when it ended", async () => {
    const { page } = tom;
    await page.route("**/invites?*", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 401,
            contentType: "application/problem+json",
            body: JSON.stringify({ status: 401, code: "signed_out", detail: "Sign in to go on." }),
          })
        : route.continue(),
    );
    await page.getByRole("button", { name: "Invite user" }).click();
    await dialog(tom).getByLabel("E-mail address").fill("on.its.way@oakfield.example");
    await dialog(tom).getByText("✓ can be invited").waitFor();
    await markDocument(page);
    await dialog(tom).getByRole("button", { name: "Send invite" }).click();
    // The session is there all the same, so the sign-in page leads straight back.
    await page.waitForFunction(() => !("unreloaded" in globalThis));
    await expect
      .poll(() => dialog(tom).getByLabel("E-mail address").inputValue())
      .toBe("on.its.way@oakfield.example");
    await page.unroute("**/invites?*");
    await dialog(tom).getByText("✓ can be invited").waitFor();
    await dialog(tom).getByRole("button", { name: "Send invite" }).click();
    await row(tom, "on.its.way@oakfield.example").waitFor();
  });

  it("keeps what is typed in a panel, on top of what somebody else saved meanwhile", async () => {
    const { page } = tom;
    await go("users");
    await row(tom, "Lena Brand").click();
    await dialog(tom).getByLabel("Phone").fill("0115 496 0123");
    await endSession(tom);
    const priya = await stage.signedIn(people.priya);
    const { body } = await stage.call<{ items: { id: string; version: number }[] }>(
      priya.page,
      "GET",
      "/users?q=brand",
    );
    const [lena] = body.items;
    const saved = await priya.page.evaluate(
      async ([id, version]) => {
        const school = location.pathname.split("/")[2];
        const answer = await fetch(`/api/schools/${school}/users/${id}`, {
          method: "PATCH",
          headers: { "Content-Type": "application/json", "If-Match": `"${version}"` },
          body: JSON.stringify({ middleName: "Ada", phone: "0115 496 0999" }),
        });
        return answer.status;
      },
      [lena?.id, lena?.version] as const,
    );
    expect(saved).toBe(200);
    await priya.page.context().close();
    await stage.signIn(page, people.tom);
    await expect.poll(() => dialog(tom).getByLabel("Phone").inputValue()).toBe("0115 496 0123");
    expect(await dialog(tom).getByLabel("Middle name").inputValue()).toBe("Ada");
    await dialog(tom).getByText("You both changed this.").waitFor();
    await dialog(tom).getByRole("radio", { name: /Yours/ }).check();
    await dialog(tom).getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved Lena Brand").first().waitFor();
  });

  it("is shown to nobody else: Ade signs in on the same page and finds nothing of Tom's, nor does Tom after him", async () => {
    const { page } = tom;
    await go("users");
    await page.getByRole("button", { name: "Add user" }).click();
    await dialog(tom).getByLabel("First name").fill("Secretly");
    await dialog(tom).getByLabel("Surname").fill("Typed");
    await endSession(tom);
    await stage.signIn(page, people.ade);
    await untilLive(page);
    expect(await dialog(tom).getByLabel("First name").inputValue()).toBe("");
    for (const store of ["sessionStorage", "localStorage"])
      expect(
        await page.evaluate((name) => JSON.stringify(self[name as "name"]), store),
      ).not.toContain("Secretly");
    await endSession(tom);
    await stage.signIn(page, people.tom);
    await untilLive(page);
    expect(await dialog(tom).getByLabel("First name").inputValue()).toBe("");
  });

  it("never keeps a password, and one that nobody typed anything in says only that it has ended", async () => {
    const { page } = tom;
    await go("account");
    await page.getByLabel("First name").fill("Thomas");
    await page.getByLabel("Present password", { exact: true }).fill(password);
    await page.getByLabel("New password", { exact: true }).fill("a new secret 7");
    await endSession(tom);
    const held = await page.evaluate(() => JSON.stringify(sessionStorage));
    expect(held).toContain("Thomas");
    expect(held).not.toMatch(/staffroom-demo-1|a new secret 7/);
    await stage.signIn(page, people.tom);
    await expect.poll(() => page.getByLabel("First name").inputValue()).toBe("Thomas");
    expect(await page.getByLabel("New password", { exact: true }).inputValue()).toBe("");
    await page.getByLabel("First name").fill("Tom");
    await endSession(tom);
    await shows(page, "Your session has ended");
    expect(await page.getByText("What you had typed").count()).toBe(0);
    expect(tom.faults).toEqual([]);
  });
});
