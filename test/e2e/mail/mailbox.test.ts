import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectUnreloaded, markDocument, people, Stage, type Window } from "../stage.ts";

let stage: Stage;
let priya: Window;
beforeAll(async () => {
  stage = await Stage.open();
  priya = await stage.signedIn(people.priya);
});
afterAll(() => stage?.close());

/** Invites somebody by name, whose mail leaves at once or is held for some seconds. Gives the invite's id. */
async function invite(name: string, hold = 0): Promise<string> {
  const email = `${name}@oakfield.example`;
  const { body } = await stage.call<{ invite: { id: string } }>(
    priya.page,
    "POST",
    `/invites?hold=${hold}`,
    { email, role: "editor", staffType: "teacher" },
  );
  if (!hold) await stage.mailTo(email);
  return body.invite.id;
}

describe("the dev mailbox", () => {
  it("shows what waits and what has left as it comes, and leaves what somebody reads as it is", async () => {
    const { page, faults } = await stage.window();
    await page.clock.install();
    await page.goto(stage.url("/dev/mail"));
    await markDocument(page);
    const mails = page.getByRole("list", { name: "Sent" }).getByRole("listitem");

    await invite("ann");
    await page.clock.fastForward("00:10");
    const ann = mails.filter({ hasText: "ann@oakfield.example" });
    await ann.getByText("Text", { exact: true }).click();
    await ann.getByText(/\/accept\//).waitFor({ state: "hidden" });

    const held = await invite("ben", 8);
    await page.clock.fastForward("00:10");
    const ben = page.getByText(/ben@oakfield\.example · leaves in/);
    await ben.waitFor();
    await stage.call(priya.page, "PUT", `/invites/${held}/revocation`);
    await invite("cat");
    await page.clock.fastForward("00:02");
    await mails.first().getByText("cat@oakfield.example").first().waitFor();
    await ben.waitFor({ state: "detached" });
    expect(await mails.filter({ hasText: /(?:ann|cat)@oakfield/ }).count()).toBe(2);
    expect(await ann.getByText(/\/accept\//).isVisible()).toBe(false);
    await ann.getByRole("button", { name: "Bounced" }).click();
    await ann.getByText("Staffroom was told: Bounced.").waitFor();
    await expectUnreloaded(page);
    expect(faults).toEqual([]);
  });

  it("says where no mail has come yet, and is asked again by a link where no script runs", async () => {
    const { page } = await stage.window({ javaScriptEnabled: false });
    await page.goto(stage.url("/dev/mail?to=dee@oakfield.example"));
    await page.getByText("No mail yet.").waitFor();
    await invite("dee");
    await page.getByRole("link", { name: "Refresh" }).click();
    await page.getByRole("heading", { name: /invited you to Oakfield High/ }).waitFor();
    await page.getByText("No mail yet.").waitFor({ state: "hidden" });
  });
});
