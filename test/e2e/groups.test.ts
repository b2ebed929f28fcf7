import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  dialog,
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

/** The dialog over everything else. */
const front = ({ page }: Window) => page.locator(".dialog");
const offered = (window: Window) => front(window).getByRole("group", { name: /to add$/ });
const chosen = (window: Window) => front(window).getByRole("group", { name: /^(In|Groups of) / });

/** Which group's id a name has, as the server knows it. */
async function idOf(window: Window, name: string): Promise<string> {
  const { body } = await stage.call<{ items: { id: string; name: string }[] }>(
    window.page,
    "GET",
    "/groups?limit=200",
  );
  return body.items.find((group) => group.name === name)?.id ?? "";
}

describe("[S4] groups, with Priya and Tom at work", () => {
  it("Priya adds a group and fills it with the mouse, while Tom changes who is in it", async () => {
    await open(tom, "groups");
    await open(priya, "groups");
    await markDocument(tom.page);
    await expectAccessible(priya.page, "the groups");
    await priya.page.getByRole("button", { name: "Add group" }).click();
    const panel = dialog(priya).first();
    await panel.getByLabel("Name").fill("7C");
    await panel.getByLabel("Year group").fill("Year 7");
    await panel.getByRole("button", { name: "Add group" }).click();
    await front(priya).getByText("Who is in 7C?").waitFor();
    await row(tom, "7C").waitFor();

    await offered(priya).getByText("Lena Brand").click();
    await offered(priya).getByText("Ade Olu").click();
    await front(priya).getByRole("button", { name: "Add to list (2)" }).click();
    await chosen(priya).getByText("Lena Brand").waitFor();
    await expectAccessible(priya.page, "the picker of members");
    // Meanwhile Tom puts Rene in, and Lena too.
    const id = await idOf(tom, "7C");
    const { body } = await stage.call<{ items: { id: string; familyName: string }[] }>(
      tom.page,
      "GET",
      "/users",
    );
    const idsOf = (...names: string[]) =>
      body.items.filter((user) => names.includes(user.familyName)).map((user) => user.id);
    await stage.call(tom.page, "PATCH", `/groups/${id}/members`, { add: idsOf("Dubois", "Brand") });
    await chosen(priya).getByText("Rene Dubois").waitFor();
    await chosen(priya).getByText("Ade Olu").click();
    await chosen(priya).getByText("Ade Olu").click();
    await front(priya).getByRole("button", { name: "Save" }).click();
    await front(priya).waitFor({ state: "hidden" });
    await expect.poll(() => row(tom, "7C").locator(".cell-staff").textContent()).toMatch(/^3/);
    await panel.getByText("Staff · 3").waitFor();
    await expectUnreloaded(tom.page);
  });

  it("Tom takes somebody out and puts somebody in by the keyboard alone", async () => {
    await open(tom, `groups/${await idOf(tom, "7C")}`);
    const { page } = tom;
    await page.getByRole("button", { name: "Change members" }).focus();
    await page.keyboard.press("Enter");
    await front(tom).waitFor();
    // The filter has the focus; what alone is left is added with Enter.
    await page.keyboard.type("shah");
    await page.keyboard.press("Enter");
    await chosen(tom).getByText("Priya Shah").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await expect.poll(() => offered(tom).getByRole("checkbox").first().isChecked()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(() =>
        front(tom)
          .getByRole("textbox")
          .or(front(tom).getByRole("searchbox"))
          .evaluate((box) => box === document.activeElement),
      )
      .toBe(true);
    // On to the second list, whose last but one is taken out.
    while (!(await chosen(tom).locator("input:focus").count())) await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await chosen(tom).getByText("goes").waitFor();
    while (
      !(await front(tom)
        .getByRole("button", { name: "Save" })
        .evaluate((b) => b === document.activeElement))
    )
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await front(tom).waitFor({ state: "hidden" });
    const members = dialog(tom).first().getByRole("region", { name: "Members" });
    await members.getByText("Priya Shah").waitFor();
    await members.getByText("Tom Mills").waitFor();
    await members.getByText("Ade Olu").waitFor({ state: "hidden" });
  });

  it("both edit the same group: what either changed stands, and what both changed is chosen", async () => {
    const id = await idOf(tom, "7C");
    await open(priya, `groups/${id}`);
    await open(tom, `groups/${id}`);
    const [hers, his] = [dialog(priya).first(), dialog(tom).first()];
    await hers.getByLabel("Name").fill("7C Chemistry");
    await hers.getByText("Not saved yet").waitFor();
    await his.getByText("Priya is editing this too.").waitFor();
    await his.getByLabel("Name").fill("7C Physics");
    await his.getByRole("button", { name: "Save" }).click();
    await hers.getByText(/ has just saved this group\.$/).waitFor();
    await hers.getByLabel("Yours").check();
    await hers.getByRole("button", { name: "Save" }).click();
    await row(tom, "7C Chemistry").waitFor();
    // A name that is taken is said at the field.
    await hers.getByLabel("Name").fill("7a");
    await hers.getByRole("button", { name: "Save" }).click();
    await hers.getByText("Your school has an active group of this name.").waitFor();
    await hers.getByLabel("Name").fill("7C Chemistry");
    await hers.getByRole("button", { name: "Deactivate" }).click();
    await row(tom, "7C Chemistry").waitFor({ state: "hidden" });
    await priya.page.getByRole("button", { name: "Undo" }).first().click();
    await row(tom, "7C Chemistry").waitFor();
  });

  it("somebody's groups are chosen in their own panel, and filter the users", async () => {
    await open(priya, "users");
    await row(priya, "ng75pn_olu").getByRole("link").first().click();
    await dialog(priya).getByRole("button", { name: "Change groups" }).click();
    await front(priya).waitFor();
    const { page } = priya;
    await page.keyboard.type("chem");
    await page.keyboard.press("Enter");
    await chosen(priya).getByText("7C Chemistry").waitFor();
    await chosen(priya).getByText("9B").click();
    await expectAccessible(page, "the picker of groups");
    await front(priya).getByRole("button", { name: "Save" }).click();
    await front(priya).waitFor({ state: "hidden" });
    await dialog(priya).getByRole("region", { name: "Groups" }).getByText("7C Chemistry").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const choice = page.getByRole("combobox", { name: "Group" });
    await choice.selectOption({ label: "9B" });
    await page.getByText("Nobody matches").waitFor();
    await choice.selectOption({ label: "7C Chemistry" });
    await row(priya, "ng75pn_olu").waitFor();
    await choice.selectOption({ label: "10A" });
    await expect.poll(() => new URL(page.url()).searchParams.get("group")).toBeTruthy();
    await page.reload();
    await row(priya, "ng75pn_shah").waitFor();
    await expect.poll(() => row(priya, "ng75pn_olu").count()).toBe(0);
  });

  it("Lena looks after her own groups from her home, Rene looks on", async () => {
    const lena = await stage.signedIn(people.lena);
    const { page } = lena;
    await page.getByRole("heading", { name: "7B" }).waitFor();
    await page.getByRole("button", { name: "Change members of 7B" }).click();
    await front(lena).waitFor();
    await page.keyboard.type("rene");
    await page.keyboard.press("Enter");
    await front(lena).getByRole("button", { name: "Save" }).click();
    await front(lena).waitFor({ state: "hidden" });
    await page
      .locator(".my-groups li")
      .filter({ hasText: "7B" })
      .getByText(/Rene Dubois/)
      .waitFor();
    await expectAccessible(page, "Lena's home");
    const rene = await stage.signedIn(people.rene);
    await rene.page.getByRole("heading", { name: "7B" }).waitFor();
    await expect
      .poll(() => rene.page.getByRole("button", { name: /Change members/ }).count())
      .toBe(0);
    for (const window of [priya, tom, lena, rene]) expect(window.faults).toEqual([]);
  });
});

describe("the list of groups", () => {
  it("draws Tom's eye to the group that Priya adds, and to none that is only counted again", async () => {
    await open(tom, "groups");
    await row(tom, "7A").waitFor();
    const lit = await tom.page.evaluateHandle(() => {
      const ids = new Set<string>();
      const note = () => {
        for (const row of document.querySelectorAll<HTMLElement>("tr.highlighted"))
          ids.add(row.dataset.id ?? "");
      };
      new MutationObserver(note).observe(document, { subtree: true, attributes: true });
      return ids;
    });
    const added = await stage.call(priya.page, "POST", "/users", {
      username: "ng75pn_counted",
      givenName: "Newly",
      familyName: "Counted",
      role: "viewer",
      staffType: "teacher",
    });
    expect(added.status).toBe(201);
    await stage.call(priya.page, "POST", "/groups", { name: "9Z" });
    await row(tom, "9Z").waitFor();
    const seen = () => lit.evaluate((ids) => [...ids]);
    await expect.poll(seen).toContain(await idOf(priya, "9Z"));
    expect(await seen()).toHaveLength(1);
  });
});
