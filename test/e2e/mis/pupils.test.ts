import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkLetter } from "#domain/pupils/upn";
import {
  dialog,
  expectAccessible,
  people,
  phone,
  row,
  Stage,
  untilLive,
  type Window,
} from "../stage.ts";

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

/** So many pupils of the school, written straight into the database. */
async function fill(count: number): Promise<void> {
  const database = await stage.serving.database();
  const write = database.prepare(
    `insert or ignore into pupils (id, school_id, given_name, family_name, upn, year_group, status, source, created_at, version)
      select 'p' || value, ?1, 'Given' || value, 'Family' || value, null, 'Year ' || (7 + value % 5), 'active', 'mis', 0, 1
      from json_each(?2)`,
  );
  await write.bind(school, JSON.stringify(Array.from({ length: count }, (_, i) => i))).run();
}

describe("[S6] pupils, with Priya and Tom at work", () => {
  it("Priya adds a pupil, whose wrong UPN is refused in words; Tom sees her come, changes her, and deactivates her", async () => {
    await stage.call(priya.page, "POST", "/groups", { name: "Badgers" });
    await open(priya, "pupils");
    await priya.page.getByRole("heading", { name: "No pupils yet" }).waitFor();
    await expectAccessible(priya.page, "no pupils");
    await open(tom, "pupils");
    await tom.page.getByRole("heading", { name: "No pupils yet" }).waitFor();
    await priya.page.getByRole("button", { name: "Add pupil" }).click();
    const form = dialog(priya);
    await form.getByLabel("First name").fill("Mia");
    await form.getByLabel("Surname").fill("Cole");
    await form.getByLabel("Year group").fill("7");
    await form.getByLabel("UPN").fill("B123456789012");
    await form.getByRole("button", { name: "Add pupil" }).click();
    await form.getByText("its check letter does not fit").waitFor();
    await form.getByLabel("UPN").fill(`${checkLetter("123456789012")}1234 5678 9012`);
    await form.getByLabel("Groups").selectOption({ label: "Badgers" });
    await form.getByRole("button", { name: "Add pupil" }).click();
    for (const window of [priya, tom]) {
      const cells = row(window, "Mia Cole");
      await cells.getByText("A123456789012").waitFor();
      await cells.getByText("Year 7").waitFor();
      await cells.getByText("Badgers").waitFor();
    }
    await expectAccessible(priya.page, "a pupil");
    await row(tom, "Mia Cole").getByRole("link").click();
    const theirs = dialog(tom);
    await theirs.getByLabel("Year group").fill("8");
    await theirs.getByRole("button", { name: "Save" }).click();
    await row(priya, "Mia Cole").getByText("Year 8").waitFor();
    await theirs.getByRole("button", { name: "Deactivate" }).click();
    await row(priya, "Mia Cole").waitFor({ state: "detached" });
    await tom.page.getByRole("button", { name: "Undo" }).click();
    await row(priya, "Mia Cole").waitFor();
  });

  it("three thousand scroll, narrowed by year, and the address holds it; on a phone the list comes first", async () => {
    await fill(3_000);
    await open(priya, "pupils?year=Year+9");
    await priya.page.getByRole("button", { name: /^Active 600$/ }).waitFor();
    await priya.page.getByRole("button", { name: /^Filter/ }).click();
    const years = priya.page.getByRole("combobox", { name: "Year group" });
    const rows = priya.page.locator("table.pupils tbody tr");
    expect(await rows.count()).toBeLessThan(60);
    await years.selectOption("Year 10");
    await priya.page.waitForURL(/year=Year\+10/);
    await years.selectOption("");
    await priya.page.getByRole("button", { name: /^Active 3001$/ }).waitFor();
    await priya.page.getByRole("searchbox").fill("family2999");
    await row(priya, "Given2999 Family2999").waitFor();

    const small = await stage.signedIn(people.ade, phone);
    await open(small, "pupils");
    await small.page.locator("table.pupils tbody tr").first().waitFor();
    const { width, wanted } = await small.page.evaluate(() => ({
      width: document.documentElement.clientWidth,
      wanted: document.documentElement.scrollWidth,
    }));
    expect(wanted).toBeLessThanOrEqual(width);
    await expectAccessible(small.page, "pupils on a phone");
    for (const window of [priya, tom, small]) expect(window.faults).toEqual([]);
  });

  it("Lena, an Editor, reads who is in her groups at home, and has no page of all pupils", async () => {
    const lena = await stage.signedIn(people.lena);
    const { body } = await stage.call<{ items: { id: string; name: string }[] }>(
      priya.page,
      "GET",
      "/groups",
    );
    const badgers = body.items.find(({ name }) => name === "Badgers")?.id;
    const { body: session } = await stage.call<{ items: { id: string; familyName: string }[] }>(
      priya.page,
      "GET",
      "/users?limit=200",
    );
    const id = session.items.find(({ familyName }) => familyName === "Brand")?.id;
    await stage.call(priya.page, "PATCH", `/groups/${badgers}/members`, { add: [id] });
    await open(lena, "");
    await lena.page.getByText("1 pupil").click();
    await lena.page.getByText("Mia Cole").waitFor();
    await open(lena, "pupils");
    await lena.page.getByText("Pupils is a page for Admins and Owners.").first().waitFor();
  });
});
