import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "../stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
let school: string;
beforeEach(async () => {
  stage = await Stage.open();
  priya = await stage.signedIn(people.priya);
  tom = await stage.signedIn(people.tom);
  school = new URL(tom.page.url()).pathname.split("/")[2] ?? "";
});
afterEach(() => stage?.close());

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

describe("[I12] [I11] [I13] the mail of a September", () => {
  it("goes from Priya's pasted list to the last new link before her eyes and Tom's, bounce and all", {
    timeout: 300_000,
  }, async () => {
    await open(tom, "invites");
    await markDocument(tom.page);
    await open(priya, "invites");
    await priya.page.getByRole("link", { name: "Invite a list" }).click();
    await pastes(priya);
    await putsTwoRight(priya);
    await sends(priya);
    await watchTheBar();
    await reportHasAllRows(tom);
    await findsNobodyLeft(priya);

    await open(priya, "invites");
    await lookFor("colleague.12");
    await bounces(addressOf(12));
    await fixes(tom, addressOf(12), "colleague.12.kit@oakfield.example");

    const late = addressOf(34);
    await lookFor("colleague.34");
    await asksForNewLink(late);
    await answers(tom, late);
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

async function pastes({ page }: Window): Promise<void> {
  await page.getByRole("button", { name: "Read the list" }).click();
  await page.getByText("Paste some addresses first").waitFor();
  await page.getByLabel("Paste your list").fill(pasted);
  await expectAccessible(page, "where a list is pasted");
  await page.getByRole("button", { name: "Read the list" }).click();
  await page.getByText("300 lines read.").waitFor();
  await page.getByText("294 will be invited.").waitFor();
  await page.getByText("6 stay out: 4 to fix, 1 here already, 1 twice.").waitFor();
  // The foot stands over the rows: at their end it covers none.
  await expect
    .poll(async () => {
      // Rows that come into view may be higher than was thought.
      await page.keyboard.press("End");
      return page.evaluate(() => innerHeight + scrollY >= document.body.scrollHeight - 1);
    })
    .toBe(true);
  await expectAccessible(page, "a list with its verdicts");
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
}

async function putsTwoRight({ page }: Window): Promise<void> {
  // What is to be fixed stands first, and stays there while it is.
  const first = page.locator(".lines tbody tr").first();
  const address = first.locator("input[type=email]");
  expect(await address.inputValue()).toBe("c.farquhar@oakfield");
  await address.fill("c.farquhar@oakfield.example");
  await first.getByText("Ready").waitFor();
  expect(await address.inputValue()).toBe("c.farquhar@oakfield.example");
  await first.getByLabel(/^Role of line/).selectOption("viewer");
  // One click takes what was meant; one that is meant as it stands is kept.
  const second = page.locator(".lines tbody tr").nth(1);
  await second.getByText("Meant oakfield.example?").waitFor();
  await second.getByRole("button", { name: /^Use it: b.osullivan@oakfield.example/ }).click();
  await second.getByText("Ready").waitFor();
  expect(await second.locator("input[type=email]").inputValue()).toBe(
    "b.osullivan@oakfield.example",
  );
  await page.getByText("296 will be invited.").waitFor();
}

async function sends({ page }: Window): Promise<void> {
  // Whoever leaves is asked.
  await page.getByRole("link", { name: /^Users/ }).click();
  await page.getByText("The list is not sent yet.").waitFor();
  await page.getByRole("button", { name: "Keep the list" }).click();
  await page.getByRole("button", { name: "Send 296 invites" }).click();
  await page.getByText("Invited 296 people.").first().waitFor();
}

/** Both watch it; Tom's survives his reloading it midway. */
async function watchTheBar(): Promise<void> {
  const bar = tom.page.getByText(/^Priya Shah’s list: \d+ of 296 sent/);
  await bar.waitFor();
  await priya.page.getByText(/^Your list: \d+ of 296 sent/).waitFor();
  await expectUnreloaded(tom.page);
  await tom.page.reload();
  await bar.waitFor();
  for (const [{ page }, whose] of [
    [tom, "Priya Shah’s list"],
    [priya, "Your list"],
  ] as const)
    await page.getByText(`${whose}: 296 of 296 sent`).waitFor({ timeout: 120_000 });
  await expectAccessible(tom.page, "a list on its way");
}

async function reportHasAllRows(who: Window): Promise<void> {
  const coming = who.page.waitForEvent("download");
  await who.page.getByRole("button", { name: "Report" }).click();
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
  await who.page.getByLabel("Search invites").fill("farquhar");
  await row(who, "c.farquhar@oakfield.example").getByText("Viewer").waitFor();
}

/** The same list once more invites nobody twice. */
async function findsNobodyLeft(who: Window): Promise<void> {
  await open(who, "invite-list");
  const { page } = who;
  await page.getByLabel("Paste your list").fill(pasted);
  await page.getByRole("button", { name: "Read the list" }).click();
  await page.getByText("0 will be invited.").waitFor();
  expect(await page.getByRole("button", { name: "Send 0 invites" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Another list" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByLabel("Paste your list").waitFor();
}

/** Both do, and keep their pointers off the list, which would hold its rows. */
async function lookFor(words: string): Promise<void> {
  for (const { page } of [priya, tom]) {
    await page.getByLabel("Search invites").fill(words);
    await page.mouse.move(5, 5);
  }
}

/** The mail does after it was thought to have arrived, and both see why. */
async function bounces(email: string): Promise<void> {
  const { page: mailbox } = await stage.window();
  await mailbox.goto(stage.url(`/dev/mail?to=${email}`));
  await mailbox.getByRole("button", { name: "Delivered" }).click();
  await row(priya, email).getByText("Delivered", { exact: true }).waitFor();
  await mailbox.getByRole("button", { name: "Bounced" }).click();
  for (const who of [priya, tom]) {
    await row(who, email)
      .getByText(/^Bounced/)
      .waitFor();
    await row(who, email).getByText("No such mailbox: check the spelling.").waitFor();
    const resend = row(who, email).getByRole("button", { name: /^Resend/ });
    expect(await resend.count()).toBe(0);
  }
}

async function fixes(who: Window, wrong: string, right: string): Promise<void> {
  const dead = await stage.linkTo(wrong);
  await row(who, wrong)
    .getByRole("button", { name: /^Fix address/ })
    .click();
  const dialog = who.page.getByRole("dialog", { name: "Fix address" });
  await expectAccessible(who.page, "Fix address");
  await dialog.getByRole("button", { name: "Send new link" }).click();
  await dialog.getByText("This is the address that the mail did not reach.").waitFor();
  await dialog.getByLabel("E-mail address").fill(right);
  await dialog.getByRole("button", { name: "Send new link" }).click();
  await dialog.waitFor({ state: "detached" });
  await who.page.mouse.move(5, 5);
  for (const each of [priya, tom]) {
    await row(each, right).getByText(/^Sent/).first().waitFor();
    await row(each, wrong).waitFor({ state: "detached" });
  }
  expect((await fetch(await stage.linkTo(right))).status).toBe(200);
  expect((await fetch(dead)).status).toBe(410);
}

/** Priya has sent another link meanwhile; whoever holds the first, and runs no scripts, asks the school. */
async function asksForNewLink(email: string): Promise<void> {
  const link = await stage.linkTo(email);
  await row(priya, email)
    .getByRole("button", { name: /^Resend/ })
    .click();
  const question = priya.page.getByRole("alertdialog").or(priya.page.getByRole("dialog"));
  await question.getByRole("button", { name: /^Resend/ }).click();
  await priya.page.mouse.move(5, 5);
  await stage.linkTo(email, 2);
  const { page } = await stage.window({ javaScriptEnabled: false });
  await page.goto(link);
  await page.getByRole("button", { name: "Ask the school for a new link" }).click();
  await page.getByText("The school has been asked").waitFor();
  expect(page.url()).toBe(link);
  for (const who of [priya, tom]) await row(who, email).getByText("Asks for a new link").waitFor();
}

/** In one click, which both see. */
async function answers(who: Window, email: string): Promise<void> {
  const { page } = who;
  await page.getByRole("button", { name: /^To do 1/ }).click();
  await expect.poll(() => page.locator("tr[data-id]").count()).toBe(1);
  await expectAccessible(page, "somebody asks");
  await row(who, email)
    .getByRole("button", { name: `Send new link to ${email}` })
    .click();
  expect((await fetch(await stage.linkTo(email, 3))).status).toBe(200);
  await page.getByRole("button", { name: /^All/ }).click();
  for (const each of [priya, tom]) {
    await row(each, email)
      .getByRole("button", { name: /^Resend/ })
      .waitFor();
    await expect.poll(() => row(each, email).getByText("Asks for a new link").count()).toBe(0);
  }
}
