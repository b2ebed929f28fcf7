import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Sixty colleagues as Outlook copies them, with two slips, one who is here and one who stands there twice. */
const pasted = [
  ...Array.from({ length: 60 }, (_, i) => `Colleague${i}, Kit <${addressOf(i)}>`),
  "Farquhar, Callum <c.farquhar@oakfield>",
  "O'Sullivan, Bríd <b.osullivan@>",
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
    await priya.page.getByText("64 lines read.").waitFor();
    await priya.page.getByText("60 will be invited.").waitFor();
    await priya.page.getByText("4 stay out: 2 to fix, 1 here already, 1 twice.").waitFor();
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
    await priya.page.getByRole("button", { name: "To fix 1" }).click();
    await priya.page.getByRole("button", { name: /^Take line \d+ out$/ }).click();
    await priya.page.getByText("61 will be invited.").waitFor();

    // Whoever leaves is asked.
    await priya.page.getByRole("link", { name: /^Users/ }).click();
    await priya.page.getByText("The list is not sent yet.").waitFor();
    await priya.page.getByRole("button", { name: "Keep the list" }).click();
    await priya.page.getByRole("button", { name: "Send 61 invites" }).click();
    await priya.page.getByText("Invited 61 people.").first().waitFor();

    await tom.page.getByText(/^Priya Shah’s list: \d+ of 61 sent/).waitFor();
    await expectUnreloaded(tom.page);
    await tom.page.reload();
    await tom.page.getByText("Priya Shah’s list: 61 of 61 sent").waitFor({ timeout: 120_000 });
    await expectAccessible(tom.page, "a list on its way");
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

  it("is taken back by Tom, from the note of it, before a mail has left", async () => {
    await open(tom, "invites");
    await open(priya, "invite-list");
    await priya.page
      .getByLabel("Paste your list")
      .fill("late.one@oakfield.example, late.two@oakfield.example");
    await priya.page.getByRole("button", { name: "Read the list" }).click();
    await priya.page.getByRole("button", { name: "Send 2 invites" }).click();
    const told = tom.page.getByRole("group").filter({ hasText: "invited a list of 2 people" });
    await told.getByRole("button", { name: "Undo" }).click();
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
