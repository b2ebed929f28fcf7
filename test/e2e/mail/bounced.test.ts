import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, row, Stage } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

describe("a mail that bounced", () => {
  it("offers the correction in the row's menu and beside the list, too", async () => {
    const { page } = await stage.signedIn(people.priya);
    const email = "ann@oakfield.example";
    await page.goto(stage.url("/"));
    await page
      .getByRole("link", { name: /^Invites/ })
      .first()
      .click();
    await stage.call(page, "POST", "/invites", { email, role: "viewer" });
    await stage.linkTo(email);
    const { page: mailbox } = await stage.window();
    await mailbox.goto(stage.url(`/dev/mail?to=${email}`));
    await mailbox.getByRole("button", { name: "Bounced" }).click();
    await row({ page }, email)
      .getByText(/^Bounced/)
      .waitFor();
    await row({ page }, email)
      .getByRole("button", { name: `More for ${email}` })
      .click();
    await page.getByRole("menuitem", { name: "Fix address" }).waitFor();
    await page.keyboard.press("Escape");
    await row({ page }, email).getByText(email).click();
    const panel = page.getByRole("region", { name: "What you can do" });
    await panel.getByRole("button", { name: "Fix address" }).waitFor();
    await panel.getByText("No mail reaches this address.").waitFor();
    expect(await panel.getByRole("button", { name: "Resend" }).count()).toBe(0);
  });

  it("about a password is told with the account, as it happens", async () => {
    const { page, faults } = await stage.signedIn(people.tom);
    const { body } = await stage.call<{ items: { id: string; email: string }[] }>(
      page,
      "GET",
      "/users?q=lena",
    );
    const [lena] = body.items;
    if (!lena) throw new Error("Lena is not there.");
    await stage.call(page, "POST", "/password-emails", { userIds: [lena.id] });
    const { id } = await stage.mailTo(lena.email);
    const school = new URL(page.url()).pathname.split("/")[2];
    await page.goto(stage.url(`/s/${school}/users/${lena.id}`));
    const mails = page.getByRole("region", { name: "Mails" });
    await mails.getByText("Password mail").waitFor();
    await mails.getByText("Sent", { exact: true }).waitFor();
    const answer = await fetch(stage.url(`/dev/mail/${id}/events`), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ event: "bounced" }),
    });
    expect(answer.status).toBe(204);
    await mails.getByText("Bounced", { exact: true }).waitFor();
    await mails.getByText("No such mailbox: check the spelling.").waitFor();
    await expectAccessible(page, "an account whose password mail bounced");
    expect(faults).toEqual([]);
  });
});
