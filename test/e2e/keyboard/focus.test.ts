import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialog, people, row, Stage, untilLive, type Window } from "../stage.ts";

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

/** What has the keyboard, by its words and by the row around it. */
const focused = ({ page }: Window) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    return at.closest("tr[data-id]") && at.matches("tr") ? "its row" : at.textContent.trim();
  });

/** Presses a button by the keyboard alone. */
async function press({ page }: Window, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).last().focus();
  await page.keyboard.press("Enter");
}

describe("the keyboard's place, when what stood there goes", () => {
  it("is at Cancel while Tom is asked, not at the way to help beside the question", async () => {
    await open(tom, "invites");
    await row(tom, "h.novak").getByRole("button", { name: /^More/ }).click();
    await tom.page.getByRole("menuitem", { name: "Withdraw" }).click();
    await tom.page.getByRole("alertdialog").waitFor();
    await expect.poll(() => focused(tom)).toBe("Cancel");
    await tom.page.keyboard.press("Escape");
  });

  it("is the row of an address that Tom has put right", async () => {
    const { page: mailbox } = await stage.window();
    await mailbox.goto(stage.url("/dev/mail?to=h.novak@oakfield.example"));
    await mailbox.getByRole("button", { name: "Bounced" }).click();
    await row(tom, "h.novak")
      .getByText(/^Bounced/)
      .waitFor();
    await press(tom, /^Fix address/);
    await tom.page.getByLabel("E-mail address").fill("hana.novak@oakfield.example");
    await tom.page.keyboard.press("Enter");
    await row(tom, "hana.novak")
      .getByRole("button", { name: /^Resend/ })
      .waitFor();
    await expect.poll(() => focused(tom)).toBe("its row");
  });

  it("is the name of whom Priya has saved, deactivated or brought back", async () => {
    await open(priya, "users");
    await row(priya, people.rene).click();
    await dialog(priya).getByLabel("Phone").fill("0115 496 0000");
    await press(priya, "Save");
    await expect.poll(() => focused(priya)).toBe("Rene Dubois");
    await press(priya, "Deactivate");
    await priya.page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Deactivate" })
      .press("Enter");
    await dialog(priya).getByRole("button", { name: "Reactivate" }).waitFor();
    await expect.poll(() => focused(priya)).toBe("Rene Dubois");
    await press(priya, "Reactivate");
    await dialog(priya).getByRole("button", { name: "Deactivate" }).waitFor();
    await expect.poll(() => focused(priya)).toBe("Rene Dubois");
  });

  it("is among the people to choose from once Priya has added a group", async () => {
    await open(priya, "groups");
    await press(priya, "Add group");
    await dialog(priya).getByLabel("Name").fill("Chess club");
    await priya.page.keyboard.press("Enter");
    await priya.page.getByText("Who is in Chess club?").waitFor();
    await priya.page.getByText("Nobody is in it yet.").waitFor();
    const isInFront = () =>
      priya.page.evaluate(() => document.activeElement?.closest(".dialog") !== null);
    await expect.poll(isInFront).toBe(true);
    await priya.page.locator(".dialog").getByText("Lena Brand").click();
    await press(priya, /^Add to list/);
    await press(priya, "Save");
    await priya.page.locator(".dialog").waitFor({ state: "hidden" });
    await expect.poll(() => focused(priya)).toBe("Chess club");
  });
});
