import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workbook } from "../files/workbooks.ts";
import { people, row, Stage, untilLive, type Window } from "./stage.ts";

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

describe("[I12] a list", () => {
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
