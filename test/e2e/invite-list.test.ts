import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workbook } from "../files/workbooks.ts";
import {
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "./stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  priya = await stage.signedIn(people.priya);
  tom = await stage.signedIn(people.tom);
  school = new URL(tom.page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => stage?.close());

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

const addressOf = (i: number) => `colleague.${i}@oakfield.example`;

/** Three hundred colleagues as Outlook copies them, with four slips, one who is here and one who stands there twice. */
const pasted = [
  ...Array.from({ length: 294 }, (_, i) => `Colleague${i}, Kit <${addressOf(i)}>`),
  "Farquhar, Callum <c.farquhar@oakfield>",
  "O'Sullivan, Bríd <b.osullivan@oakfeild.example>",
  "Dale, Gwen <g.dale@gmial.com>",
  "Music department <>",
  "Brand, Lena <l.brand@oakfield.example>",
  `Colleague7, Kit <${addressOf(7).toUpperCase()}>`,
].join("; ");

describe("[I12] a list", () => {
  it("is pasted by Priya, put right, sent once, and watched by Tom, who reloads meanwhile", async () => {
    await open(tom, "invites");
    await markDocument(tom.page);
    await open(priya, "invites");
    await priya.page.getByRole("link", { name: "Invite a list" }).click();
    await priya.page.getByRole("button", { name: "Read the list" }).click();
    await priya.page.getByText("Paste some addresses first").waitFor();
    await priya.page.getByLabel("Paste your list").fill(pasted);
    await expectAccessible(priya.page, "where a list is pasted");
    await priya.page.getByRole("button", { name: "Read the list" }).click();
    await priya.page.getByText("300 lines read.").waitFor();
    await priya.page.getByText("294 will be invited.").waitFor();
    await priya.page.getByText("6 stay out: 4 to fix, 1 here already, 1 twice.").waitFor();
    // The foot stands over the rows: at their end it covers none.
    await priya.page.keyboard.press("End");
    await expect
      .poll(() =>
        priya.page.evaluate(() => innerHeight + scrollY >= document.body.scrollHeight - 1),
      )
      .toBe(true);
    await expectAccessible(priya.page, "a list with its verdicts");
    await priya.page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));

    // What is to be fixed stands first, and stays there while it is.
    const first = priya.page.locator(".lines tbody tr").first();
    const address = first.locator("input[type=email]");
    expect(await address.inputValue()).toBe("c.farquhar@oakfield");
    await address.fill("c.farquhar@oakfield.example");
    await first.getByText("Ready").waitFor();
    expect(await first.locator("input[type=email]").inputValue()).toBe(
      "c.farquhar@oakfield.example",
    );
    await first.getByLabel(/^Role of line/).selectOption("viewer");
    // One click takes what was meant; one that is meant as it stands is kept.
    const second = priya.page.locator(".lines tbody tr").nth(1);
    await second.getByText("Meant oakfield.example?").waitFor();
    await second.getByRole("button", { name: /^Use it: b.osullivan@oakfield.example/ }).click();
    await second.getByText("Ready").waitFor();
    expect(await second.locator("input[type=email]").inputValue()).toBe(
      "b.osullivan@oakfield.example",
    );
    await priya.page.getByText("296 will be invited.").waitFor();

    // Whoever leaves is asked.
    await priya.page.getByRole("link", { name: /^Users/ }).click();
    await priya.page.getByText("The list is not sent yet.").waitFor();
    await priya.page.getByRole("button", { name: "Keep the list" }).click();
    await priya.page.getByRole("button", { name: "Send 296 invites" }).click();
    await priya.page.getByText("Invited 296 people.").first().waitFor();

    // Both watch the bar; Tom's survives his reloading it midway.
    const bar = tom.page.getByText(/^Priya Shah’s list: \d+ of 296 sent/);
    await bar.waitFor();
    await expectUnreloaded(tom.page);
    await tom.page.reload();
    await bar.waitFor();
    for (const [{ page }, whose] of [
      [tom, "Priya Shah’s list"],
      [priya, "Your list"],
    ] as const)
      await page.getByText(`${whose}: 296 of 296 sent`).waitFor({ timeout: 120_000 });
    await expectAccessible(tom.page, "a list on its way");

    // His report has all of her rows.
    const coming = tom.page.waitForEvent("download");
    await tom.page.getByRole("button", { name: "Report" }).click();
    const report = await readFile(await (await coming).path(), "utf8");
    const rows = report.trim().split("\r\n");
    expect(rows).toHaveLength(301);
    for (const left of [
      '"g.dale@gmial.com","Left out","","The address looked mistyped."',
      '"l.brand@oakfield.example","Already here","","The address has an account at the school."',
      `"${addressOf(7).toUpperCase()}","Left out","","The address stands further up in the list."`,
    ])
      expect(rows).toContain(left);
    expect(rows.filter((each) => each.includes('"Not read"'))).toHaveLength(1);
    expect(rows.filter((each) => each.includes('"Invited"'))).toHaveLength(296);

    await tom.page.getByLabel("Search invites").fill("farquhar");
    await row(tom, "c.farquhar@oakfield.example").getByText("Viewer").waitFor();
  });

  it("sent once more invites nobody twice", async () => {
    await open(priya, "invite-list");
    await priya.page.getByLabel("Paste your list").fill(pasted);
    await priya.page.getByRole("button", { name: "Read the list" }).click();
    await priya.page.getByText("0 will be invited.").waitFor();
    expect(await priya.page.getByRole("button", { name: "Send 0 invites" }).isDisabled()).toBe(
      true,
    );
    await priya.page.getByRole("button", { name: "Another list" }).click();
    await priya.page.getByRole("button", { name: "Discard" }).click();
    await priya.page.getByLabel("Paste your list").waitFor();
  });

  it("is taken back by Tom, from the column of what is happening, before a mail has left", async () => {
    await open(tom, "invites");
    await open(priya, "invite-list");
    const late = [
      ["Name", "E-mail"],
      ["Late One", "late.one@oakfield.example"],
      ["Late Two", "late.two@oakfield.example"],
    ];
    const book = workbook({ Governors: [["gov@oakfield.example"]], "New starters": late });
    const [name, buffer] = ["staff.xlsx", Buffer.from(book)];
    await priya.page
      .getByLabel("Choose a file")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await priya.page.getByRole("button", { name: "New starters 2 addresses" }).click();
    await priya.page.getByText("2 lines read.").waitFor();
    await priya.page.getByRole("button", { name: "Send 2 invites" }).click();
    const feed = tom.page.getByRole("complementary", { name: "Happening now" });
    await feed.getByRole("button", { name: /^Undo: .*invited a list of 2 people/ }).click();
    await tom.page
      .getByText("The list is taken back: 2 people are not invited after all.")
      .first()
      .waitFor();
    await row(priya, "late.one@oakfield.example").getByText("Revoked").waitFor();
    const mails = await stage.call<unknown[]>(
      priya.page,
      "GET",
      "/invites?status=pending&limit=200",
    );
    expect(JSON.stringify(mails.body)).not.toContain("late.");
  });
});
