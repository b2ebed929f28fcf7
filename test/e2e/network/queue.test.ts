import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { password, people, Stage } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const queued =
  "Many people are signing in at the moment. You are in the queue and nothing you typed is lost.";

/** The server is busy the first two times that a form is sent; how often it was sent. */
async function busyTwice(page: Page): Promise<{ sent: number }> {
  const counted = { sent: 0 };
  await page.route("**/*", (route) => {
    if (route.request().method() !== "POST" || /opening$/.test(route.request().url()))
      return route.continue();
    counted.sent += 1;
    return counted.sent > 2
      ? route.continue()
      : route.fulfill({ status: 503, headers: { "Retry-After": "1" }, body: "busy" });
  });
  return counted;
}

describe("an INSET day", () => {
  it("keeps Tom in the queue with all he typed, says so, and signs him in by itself", async () => {
    const { page, faults } = await stage.window();
    const counted = await busyTwice(page);
    await page.goto(stage.url("/sign-in"));
    await page.getByLabel("Username").fill(people.tom);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("status").getByText(queued).waitFor();
    expect(await page.getByLabel("Username").inputValue()).toBe(people.tom);
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe(password);
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
    expect([counted.sent, faults]).toEqual([3, []]);
  });

  it("keeps Joy in the queue too, through a slip, after which the page helps as before", async () => {
    const priya = await stage.signedIn(people.priya);
    await stage.call(priya.page, "POST", "/invites", {
      email: "joy@oakfield.example",
      role: "editor",
      staffType: "teacher",
    });
    const { page, faults } = await stage.window();
    await page.goto(await stage.linkTo("joy@oakfield.example"));
    const counted = await busyTwice(page);
    await page.getByLabel("First name").fill("Joy");
    await page.getByLabel("Surname").fill("Okafor");
    await page.getByLabel("Username").fill(people.tom);
    await page.getByLabel("Password", { exact: true }).fill("a better one 42");
    await page.getByRole("button", { name: "Create my account" }).click();
    await page.getByRole("status").getByText(queued).waitFor();
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe("a better one 42");
    await page.getByText("Somebody already has this username").first().waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Joy");
    await page.getByLabel("Password", { exact: true }).fill("a better one 42");
    await page.getByRole("button", { name: "Show password" }).waitFor();
    await page.getByLabel("Username").fill("NG75PN_Joy ");
    expect(await page.getByLabel("Username").inputValue()).toBe("ng75pn_joy");
    await page.getByRole("button", { name: "Create my account" }).click();
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
    expect([counted.sent, faults]).toEqual([4, []]);
  });

  it("says so when the server cannot be reached, and lets Ade try again", async () => {
    const { page } = await stage.window();
    await page.goto(stage.url("/sign-in"));
    await page.getByLabel("Username").fill(people.ade);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("What you typed is still here: try again.").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
  });
});
