import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailChannels, startMailChannels } from "../../mailchannels.ts";
import { expectAccessible, people, row, Stage } from "../stage.ts";

let provider: MailChannels;
let stage: Stage;
beforeAll(async () => {
  provider = await startMailChannels();
  stage = await Stage.open({
    MAILCHANNELS_API_KEY: "key-of-the-tests",
    MAILCHANNELS_BASE_URL: provider.url,
    MAIL_FROM: "post@staffroom.test",
  });
});
afterAll(async () => {
  await stage?.close();
  await provider?.close();
});

describe("a mail service that refuses us", () => {
  it("is told to Priya, who is an Owner, not to Tom; she tries again, and the mail leaves", async () => {
    const [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
    const email = "joy.okafor@oakfield.example";
    for (const { page } of [priya, tom]) {
      await page.goto(stage.url("/"));
      await page
        .getByRole("link", { name: /^Invites/ })
        .first()
        .click();
    }
    provider.script(["forbidden"]);
    await stage.call(tom.page, "POST", "/invites", { email, role: "viewer" });
    const banner = priya.page.getByRole("region", { name: "Mail", exact: true });
    await banner.getByText("No mail leaves at present.").waitFor();
    await banner.getByText(/refuses mail from this Staffroom/).waitFor();
    await expectAccessible(priya.page, "mail stopped");
    await row(tom, email).getByText("Queued", { exact: true }).waitFor();
    expect(await tom.page.getByText("No mail leaves at present.").count()).toBe(0);

    provider.script(["sent"]);
    await banner.getByRole("button", { name: "Try again" }).click();
    await row(tom, email).getByText(/^Sent/).first().waitFor();
    await banner.waitFor({ state: "detached" });
    expect(provider.received().map(({ answer }) => answer)).toEqual(["forbidden", "sent"]);
  });
});
