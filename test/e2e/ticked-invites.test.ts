import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, row, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
  for (const { page } of [priya, tom]) await untilLive(page);
  for (const email of ["ann@ticked.example", "ben@ticked.example", "cat@ticked.example"])
    await invite(email);
});
afterAll(() => stage?.close());

async function invite(email: string): Promise<string> {
  const made = await stage.call<{ invite: { id: string } }>(priya.page, "POST", "/invites", {
    email,
    role: "viewer",
  });
  expect(made.status).toBe(201);
  return made.body.invite.id;
}

const question = ({ page }: Window) => page.getByRole("alertdialog");

describe("[I15] Priya ticks invites", () => {
  it("and withdraws two at once, which Tom sees; undoing brings both back", async () => {
    const { page } = priya;
    for (const email of ["ann@ticked", "ben@ticked"])
      await row(priya, email).getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Ticked invites" });
    await bar.getByText("both can be resent").waitFor();
    await expectAccessible(page, "ticked invites");
    await bar.getByRole("button", { name: "Withdraw 2" }).click();
    await question(priya).getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("You withdrew 2 invites.").first().waitFor();
    for (const email of ["ann@ticked", "ben@ticked"])
      await row(tom, email).getByText("Revoked").waitFor();
    await page
      .locator(".note")
      .filter({ hasText: "You withdrew 2 invites." })
      .getByRole("button", { name: "Undo" })
      .click();
    await page.getByText("2 invites pending again.").first().waitFor();
    for (const email of ["ann@ticked", "ben@ticked"])
      await row(tom, email).getByText("Pending").waitFor();
  });

  it("and reads a verdict for each where one of them cannot be resent any more", async () => {
    const { page } = priya;
    for (const email of ["ann@ticked", "cat@ticked"])
      await row(priya, email).getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Ticked invites" });
    await bar.getByRole("button", { name: "Resend 2" }).click();
    await question(priya).getByText("Resend 2 invites?").waitFor();
    const { body } = await stage.call<{ items: { id: string; email: string }[] }>(
      tom.page,
      "GET",
      "/invites?status=pending&limit=200",
    );
    const cat = body.items.find(({ email }) => email.startsWith("cat@ticked"));
    await stage.call(tom.page, "PUT", `/invites/${cat?.id}/revocation`);
    await question(priya).getByRole("button", { name: "Resend" }).click();
    await question(priya).getByText("1 of 2 invites").waitFor();
    await question(priya)
      .getByText(/cat@ticked.example cannot be resent any more/)
      .waitFor();
    await question(priya)
      .getByText(/ann@ticked.example was sent a new link/)
      .waitFor();
    await expectAccessible(page, "verdicts");
    await question(priya).getByRole("button", { name: "Close" }).click();
    await bar.waitFor({ state: "hidden" });
    expect(priya.faults).toEqual([]);
  });

  it("and makes two of three Editors, which Tom sees; the third is withdrawn and stays as it is", async () => {
    const { page } = priya;
    for (const email of ["ann@ticked", "ben@ticked", "cat@ticked"])
      await row(priya, email).getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "Ticked invites" });
    await bar.getByRole("button", { name: "Change 2" }).click();
    const dialog = page.getByRole("dialog", { name: "Change 3 invites" });
    await dialog.getByText("not pending, so it stays as it is").waitFor();
    expect(await dialog.getByRole("button", { name: /^Change/ }).isDisabled()).toBe(true);
    await dialog.getByLabel("Role").selectOption("Editor");
    await expectAccessible(page, "changing ticked invites");
    await dialog.getByRole("button", { name: "Change 2" }).click();
    await page.getByText("Changed 2 invites.").first().waitFor();
    await dialog.waitFor({ state: "hidden" });
    for (const email of ["ann@ticked", "ben@ticked"])
      await row(tom, email).getByText("Editor").waitFor();
    await row(tom, "cat@ticked").getByText("Viewer").waitFor();
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});
