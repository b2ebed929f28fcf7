import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rosterZip } from "../../rosters/oneroster.ts";
import { fern, manifest, orgs, smallPackage, user, users } from "../../rosters/small.ts";
import { dialog, expectAccessible, people, phone, Stage, type Window } from "../stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
let tries = 0;
let goes = 0;

beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = await Promise.all([stage.signedIn(people.priya), stage.signedIn(people.tom)]);
});
afterAll(() => stage.close());

const open = ({ page }: Window, path: string) =>
  page.goto(stage.url(`/s/${page.url().split("/s/")[1]?.split("/")[0]}/${path}`));
const row = ({ page }: Window, name: string) => page.locator(".diff", { hasText: name });
const foot = ({ page }: Window) => page.locator(".mis-foot");

async function upload({ page }: Window, name: string, file: Uint8Array | string) {
  const input = page.locator(".mis-upload input[type=file]");
  const button = page.getByRole("button", { name: "Upload a file" });
  await page.getByText("What does your MIS say?").or(button).first().waitFor();
  if ((await input.count()) === 0) await button.click();
  await input.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(file) });
}

async function uploaded(window: Window, file: Uint8Array) {
  await upload(window, "mis.zip", file);
  await window.page.locator(".mis-upload").waitFor({ state: "detached" });
}

const colleagues = (...rows: string[][]) =>
  rosterZip(
    smallPackage({
      "manifest.csv": manifest("1.1", "bulk"),
      "users.csv": users(rows),
      "classes.csv": null,
      "enrollments.csv": null,
    }),
  );
const joy = user(["m1", "teacher", "Joy", "Okafor"], { email: "j.okafor@oakfield.example" });
const gwen = user(["m2", "teacher", "Gwen", "Hughes"], { phone: "0115 496 0101" });
const cerys = user(["m3", "aide", "Cerys", "Bevan"], { phone: "0115 496 0102" });
const accept = async (window: Window, name: string) =>
  row(window, name)
    .getByRole("button", { name: /^Accept/ })
    .click();

describe("[S5] what the MIS says, decided by Priya and Tom at once", () => {
  it("a list in unknown words is asked about, and a bad file is refused in words", async () => {
    await open(priya, "mis");
    await upload(priya, "broken.zip", "PK\u0003\u0004 not a zip");
    await priya.page.getByText("damaged or was cut off").waitFor();
    await upload(priya, "liste.csv", "Nachname;Vorname\nOkafor;Joy\n");
    await priya.page.getByLabel("What Nachname holds").selectOption("familyName");
    await priya.page.getByLabel("What Vorname holds").selectOption("givenName");
    await expectAccessible(priya.page, "the question about columns");
    await priya.page.getByRole("button", { name: "Read it like this" }).click();
    await row(priya, "Joy Okafor").waitFor();
  });

  it("a package of several schools is asked about, and read for the one", async () => {
    const away = user(["m9", "teacher", "Ngozi", "Okoro"]).with(4, "fern");
    const both = {
      ...smallPackage({ "classes.csv": null, "enrollments.csv": null }),
      "orgs.csv": orgs(fern),
      "users.csv": users([joy, away]),
    };
    await open(priya, "mis");
    await upload(priya, "trust.zip", rosterZip(both));
    await priya.page.getByText("people of 2 schools").waitFor();
    await expectAccessible(priya.page, "the question about schools");
    await priya.page.getByLabel("Your school").selectOption("Fernhill Primary");
    await priya.page.getByRole("button", { name: "Read it like this" }).click();
    await row(priya, "Ngozi Okoro").waitFor();
    expect(await row(priya, "Joy Okafor").count()).toBe(0);
  });

  it("both see the same differences, and each decision of the other at once", async () => {
    await open(tom, "mis");
    await uploaded(priya, colleagues(joy, gwen, cerys));
    for (const window of [priya, tom]) {
      await open(window, "mis/joiner");
      await row(window, "Gwen Hughes").waitFor();
    }
    await expectAccessible(priya.page, "the differences");
    await accept(priya, "Gwen Hughes");
    await row(tom, "Gwen Hughes").getByText("Accepted").waitFor();
    await row(tom, "Joy Okafor")
      .getByRole("button", { name: /^Ignore/ })
      .click();
    await tom.page.getByRole("menuitem", { name: "For now" }).click();
    await row(priya, "Joy Okafor").getByText("Ignored for now").waitFor();
    await accept(tom, "Cerys Bevan");
    await foot(priya).getByText("2 accepted, 1 ignored").waitFor();
  });

  it("the overview says so while something is open, and no longer", async () => {
    const matter = tom.page.locator('.matter[data-about="differing"]');
    await row(priya, "Joy Okafor").getByRole("button", { name: /^Undo/ }).click();
    await open(tom, "");
    await matter.waitFor();
    await accept(priya, "Joy Okafor");
    await matter.waitFor({ state: "detached" });
  });

  it("is applied before both, with a bar, and who decided stands in the activity", async () => {
    await open(tom, "mis");
    await foot(priya).getByRole("button", { name: "Apply 3 changes…" }).click();
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Apply" }).click();
    await tom.page.getByText("Applied as far as it was accepted").waitFor();
    const { body } = await stage.call<{ items: { familyName: string; phone: string }[] }>(
      priya.page,
      "GET",
      "/users?limit=200",
    );
    expect(body.items.map(({ familyName }) => familyName)).toEqual(
      expect.arrayContaining(["Hughes", "Bevan"]),
    );
    await open(tom, "activity");
    await tom.page
      .getByText(/accepted 1 joiner/)
      .first()
      .waitFor();
  });

  it("what Tom ignores for good is there with the next file, until Priya takes it back", async () => {
    const rhys = user([`m5${++goes}`, "aide", "Rhys", "Tudor"]);
    const sian = user([`m6${goes}`, "aide", "Sian", "Lloyd"]);
    const owen = user([`m7${goes}`, "aide", "Owen", "Price"]);
    const looking = async () => {
      await open(priya, "mis");
      await uploaded(priya, colleagues(rhys, sian, owen));
      for (const window of [priya, tom]) {
        await open(window, "mis/joiner");
        await row(window, "Rhys Tudor").waitFor();
      }
    };
    await looking();
    await row(tom, "Rhys Tudor")
      .getByRole("button", { name: /^Ignore/ })
      .click();
    await tom.page.getByRole("menuitem", { name: "For good" }).click();
    await row(priya, "Rhys Tudor").getByText("Ignored for good").waitFor();
    await looking();
    // He is not among all of them.
    await priya.page.getByRole("button", { name: "Accept all 2…" }).click();
    const question = priya.page.getByRole("dialog", { name: "Accept all 2?" });
    await question.getByText("Joiners: Sian Lloyd, Owen Price.").waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
    await priya.page.getByRole("button", { name: "1 ignored for good" }).click();
    await row(priya, "Rhys Tudor").getByText("by Tom Mills").waitFor();
    expect(await priya.page.locator(".diff").count()).toBe(1);
    await expectAccessible(priya.page, "what is ignored for good");
    await row(priya, "Rhys Tudor").getByRole("button", { name: /^Undo/ }).click();
    await priya.page.getByRole("button", { name: "Show all" }).waitFor({ state: "detached" });
    for (const window of [priya, tom])
      await row(window, "Rhys Tudor")
        .getByRole("button", { name: /^Accept/ })
        .waitFor();
  });

  it("whoever has no e-mail gets a slip: made once, printed with nothing else, and signed in by", async () => {
    const another = user([`m4${++tries}`, "aide", "Nia", ["Pryce", "Probert"][tries % 2] ?? ""]);
    await open(priya, "mis");
    await uploaded(priya, colleagues(joy, gwen, cerys, another));
    await open(priya, "mis/joiner");
    await accept(priya, "Nia");
    await foot(priya).getByRole("button", { name: "Apply 1 change…" }).click();
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Apply" }).click();
    await open(tom, "mis");
    const offer = ({ page }: Window) => page.getByRole("button", { name: "Print their slips…" });
    await offer(tom).waitFor();
    await offer(priya).click();
    const slips = dialog(priya);
    await expectAccessible(priya.page, "the question about slips");
    await slips.getByRole("button", { name: "Make the slips" }).click();
    await slips.getByRole("button", { name: "Print slips" }).waitFor();
    await expectAccessible(priya.page, "the slips");
    await offer(tom).waitFor({ state: "detached" });

    await priya.page.emulateMedia({ media: "print" });
    const [paper] = await priya.page.locator("body").allInnerTexts();
    await priya.page.emulateMedia({ media: "screen" });
    const names = await slips.getByRole("heading", { level: 3 }).allInnerTexts();
    const all = tries === 1 ? ["Gwen Hughes", "Cerys Bevan", "Nia"] : ["Nia"];
    expect(names).toEqual(expect.arrayContaining(all.map((name) => expect.stringContaining(name))));
    for (const words of [...names, stage.url("/sign-in"), "until you choose your own"])
      expect(paper).toContain(words);
    for (const words of ["MIS sync", "Invites", "Print slips", "Priya Shah"])
      expect(paper).not.toContain(words);

    // They are shown only now, so leaving them unprinted is asked about.
    await priya.page.keyboard.press("Escape");
    await slips.getByRole("button", { name: "Look at them" }).click();
    await priya.page.evaluate(() => {
      window.print = () => dispatchEvent(new Event("afterprint"));
    });
    await slips.getByRole("button", { name: "Print slips" }).click();
    const nias = slips.locator(".slip", { hasText: "Nia" });
    const password = (await nias.locator("output").textContent()) ?? "";
    const username = (await nias.locator("dd").nth(1).textContent()) ?? "";
    await slips.getByRole("button", { name: "Done" }).click();
    await slips.waitFor({ state: "detached" });

    const nia = await stage.window(phone);
    await nia.page.goto(stage.url("/sign-in"));
    await nia.page.getByLabel("Username").fill(username);
    await nia.page.getByLabel("Password", { exact: true }).fill(password.replaceAll("-", " "));
    await nia.page.getByRole("button", { name: "Sign in" }).click();
    await nia.page.getByRole("heading", { name: "Choose your own password" }).waitFor();
  });

  it("what was changed by hand is kept, marked, and not written over", async () => {
    const { body } = await stage.call<{ items: Record<string, string | number>[] }>(
      priya.page,
      "GET",
      "/users?limit=200",
    );
    const account = body.items.find(({ familyName }) => familyName === "Hughes");
    const { status } = await stage.call(
      priya.page,
      "PATCH",
      `/users/${account?.id}`,
      { givenName: "Gwenllian" },
      { "If-Match": `"${account?.version}"` },
    );
    expect(status).toBe(200);
    const changed = user(["m2", "teacher", "Gwendolen", "Hughes"], { phone: "0115 496 0199" });
    await open(priya, "mis");
    await uploaded(priya, colleagues(joy, changed, cerys));
    await open(priya, "mis/details");
    const gwens = row(priya, "Gwenllian Hughes");
    await gwens.getByText("Kept: set here by hand").waitFor();
    await gwens.getByRole("button", { name: /^Accept/ }).click();
    await foot(priya).getByRole("button", { name: "Apply 1 change…" }).click();
    await priya.page.getByRole("alertdialog").getByRole("button", { name: "Apply" }).click();
    await gwens.getByText("Applied").waitFor();
    const { body: after } = await stage.call<{ items: Record<string, string>[] }>(
      priya.page,
      "GET",
      "/users?limit=200",
    );
    expect(after.items.find(({ familyName }) => familyName === "Hughes")).toMatchObject({
      givenName: "Gwenllian",
      phone: "0115 496 0199",
    });
  });

  it("when more than a tenth would leave, a second admin must agree", async () => {
    await open(priya, "mis");
    await uploaded(priya, colleagues(joy));
    await open(priya, "mis/leaver");
    await open(tom, "mis/leaver");
    await accept(priya, "Cerys Bevan");
    await accept(priya, "Gwenllian Hughes");
    const apply = async (window: Window, name: string) => {
      await foot(window).getByRole("button", { name }).click();
      await window.page.getByRole("alertdialog").getByRole("button", { name: "Apply" }).click();
    };
    await apply(priya, "Apply 2 changes…");
    await foot(priya).getByRole("button", { name: "Waiting for a second admin" }).waitFor();
    await foot(tom).getByText("Priya Shah asks you to agree").waitFor();
    await apply(tom, "Agree and apply 2 changes…");
    await row(priya, "Cerys Bevan").getByText("Applied").waitFor();
    expect(priya.faults).toEqual([]);
    expect(tom.faults).toEqual([]);
  });
});
