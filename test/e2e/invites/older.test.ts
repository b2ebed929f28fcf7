import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMany } from "../../many-rows.ts";
import { dialog, expectAccessible, people, row, Stage, untilLive, type Window } from "../stage.ts";

const day = 24 * 3_600_000;

let stage: Stage;
let priya: Window;
let tom: Window;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  const { page } = await stage.signedIn(people.priya);
  school = new URL(page.url()).pathname.split("/")[2] ?? "";
  await longAgo(260);
  [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
});
afterAll(() => stage?.close());

/** So many invites of last school year, which nobody took up; the newest is `old0`. */
async function longAgo(count: number): Promise<void> {
  const made = `like.created_at - (200 + n) * ${day}`;
  const unset = ["alias", "opened_at", "requested_at", "remind_at", "reminded_at", "accepted_at"];
  const none = [...unset, "revoked_at", "user_id", "batch_id"].map((name) => [name, "null"]);
  await makeMany(await stage.serving.database(), "invites", `school_id = '${school}'`, count, {
    ...Object.fromEntries(none),
    id: "'old' || n",
    email: "'old' || n || '@oakfield.example'",
    canonical_email: "'old' || n || '@oakfield.example'",
    status: "'expired'",
    staff_type: "case n % 13 when 0 then 'slt' else 'teacher' end",
    invited_by_id: `case n % 20 when 7 then (select id from users where username = '${people.lena}') else like.invited_by_id end`,
    role: "case n % 10 when 0 then 'viewer' else 'editor' end",
    resends: "0",
    hard_bounced: "0",
    created_at: made,
    sent_at: made,
    expires_at: `${made} + ${day}`,
  });
}

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

const older = ({ page }: Window) => page.getByRole("region", { name: "Older than 90 days" });
const rowsOf = (window: Window) => older(window).getByRole("listitem");

describe("a school in its tenth year", () => {
  it("shows the invites of 90 days, says so, and brings older ones as Priya scrolls to the end", async () => {
    await open(priya, "invites");
    const { page } = priya;
    await page.locator("tr[data-id]").first().waitFor();
    expect(await row(priya, "old0@").count()).toBe(0);
    // The tab shows it where there is room beside the column of what is happening.
    await page.setViewportSize({ width: 1920, height: 900 });
    await page.getByRole("button", { name: /^All/ }).getByText("in 90 days").waitFor();
    const all = await page.getByRole("button", { name: /^All/ }).textContent();
    await older(priya).scrollIntoViewIfNeeded();
    await older(priya).getByText("old0@").waitFor();
    for (let tries = 0; tries < 20 && (await rowsOf(priya).count()) < 260; tries++) {
      await page.mouse.wheel(0, 20_000);
      await page.waitForTimeout(200);
    }
    expect(await rowsOf(priya).count()).toBe(260);
    await older(priya).getByText("These are all there are.").waitFor();
    expect(await page.getByRole("button", { name: /^All/ }).textContent()).toBe(all);
    await expectAccessible(page, "a list with older invites");
  });

  it("finds one by a search, and by what invites are chosen by", async () => {
    await open(priya, "invites");
    await priya.page.getByRole("searchbox").fill("old217@");
    await older(priya).getByText("old217@").waitFor();
    expect(await rowsOf(priya).count()).toBe(1);
    await priya.page.getByText("No invite of the last 90 days matches").waitFor();
    await open(priya, "invites?role=viewer");
    await expect.poll(() => rowsOf(priya).count()).toBe(26);
    await open(priya, "invites");
    await priya.page.getByRole("button", { name: "Filter" }).click();
    // Nobody of the last 90 days is an SLT, or was invited by Lena, who was an Admin then.
    await priya.page.getByLabel("Staff type").selectOption("SLT");
    await expect.poll(() => rowsOf(priya).count()).toBe(20);
    await priya.page.getByLabel("Staff type").selectOption("All staff types");
    await priya.page.getByLabel("Invited by").selectOption("Lena Brand");
    await expect.poll(() => rowsOf(priya).count()).toBe(13);
    await open(priya, "invites?show=pending");
    await priya.page.locator("tr[data-id]").first().waitFor();
    expect(await older(priya).count()).toBe(0);
  });

  it("opens one by its link; what Tom does to it shows at once, and brings it back into the list", async () => {
    await open(priya, "invites/old12");
    await dialog(priya).getByText("old12@").first().waitFor();
    await open(tom, "invites?q=old12@");
    await older(tom).getByRole("link").click();
    await dialog(tom).getByRole("button", { name: "Resend" }).click();
    const question = tom.page.getByRole("alertdialog", { name: "Resend this invite?" });
    await question.getByRole("button", { name: "Resend" }).click();
    await row(tom, "old12@").waitFor();
    await dialog(priya).getByText("Pending").first().waitFor();
    await row(priya, "old12@").first().waitFor();
    await older(tom).getByText("None of those matches.").waitFor();
    await open(priya, "invites/nobody");
    await dialog(priya).getByText("No such invite").waitFor();
  });

  it("has them all in its file", async () => {
    await open(priya, "invites");
    const [download] = await Promise.all([
      priya.page.waitForEvent("download"),
      priya.page.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(text.match(/old\d+@oakfield/g)).toHaveLength(260);
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});
