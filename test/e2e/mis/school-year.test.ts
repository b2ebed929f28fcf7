import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, row, Stage, untilLive, type Window } from "../stage.ts";

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

const day = 24 * 3600_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
}

/** The school waits for this day. */
async function waitFor(rollDay: string): Promise<void> {
  const database = await stage.serving.database();
  await database
    .prepare("update schools set roll_day = ? where id = ?")
    .bind(rollDay, school)
    .run();
}

describe("[S6] the school year, with Priya and Tom at work", () => {
  it("Priya says what happens to groups, the year rolls over before both, and Tom takes it back with one click", async () => {
    const pupil = { familyName: "Cole", yearGroup: "Year 7" };
    await stage.call(priya.page, "POST", "/pupils", { ...pupil, givenName: "Mia" });
    await stage.call(priya.page, "POST", "/pupils", {
      ...pupil,
      givenName: "Zac",
      yearGroup: "Year 11",
    });
    await open(priya, "settings");
    const card = priya.page.getByRole("region", { name: "Pupils and the school year" });
    await card.getByText("Next on ").waitFor();
    await expectAccessible(priya.page, "the settings");
    await card.getByLabel("Groups", { exact: true }).selectOption("close");
    await card.getByRole("button", { name: "Save school year" }).click();
    await priya.page.getByText("Saved for the school year.").first().waitFor();

    // 26 August comes to be in three days, as Priya's page has the time from the server: from its answers, and from the room.
    const then = Date.UTC(2026, 7, 23, 9);
    await priya.page.route("**/api/**", async (route) => {
      const answer = await route.fetch();
      const headers = { ...answer.headers(), "x-now": `${then}` };
      await route.fulfill({ response: answer, headers });
    });
    await priya.page.routeWebSocket("**/room", (socket) => {
      const room = socket.connectToServer();
      room.onMessage((message) => {
        const now = `"now":"${new Date(then).toISOString()}"`;
        socket.send(String(message).replace(/"now":"[^"]+"/, now));
      });
    });
    await waitFor(dayOf(Date.now() + 3 * day));
    await open(priya, "");
    const notice = priya.page.getByRole("region", { name: "New school year" });
    await notice.getByText("1 pupil goes up a year, and 1 in Year 11 or above leaves.").waitFor();
    await notice.getByText("Groups with pupils or a year are closed.").waitFor();
    await expectAccessible(priya.page, "the overview with the school year to come");
    await open(tom, "pupils");
    await tom.page.getByRole("button", { name: /^Active 2$/ }).waitFor();
    // And to be over.
    await waitFor(dayOf(Date.now() - day));
    await tom.page.getByRole("button", { name: /^Active 1$/ }).waitFor({ timeout: 90_000 });
    await row(tom, "Mia Cole").getByText("Year 8").waitFor();
    await notice.getByText("The new school year has begun.").waitFor();
    await notice.getByRole("button", { name: "Take it back" }).click();
    await tom.page.getByRole("button", { name: /^Active 2$/ }).waitFor();
    await row(tom, "Zac Cole").getByText("Year 11").waitFor();
    await notice.waitFor({ state: "detached" });
    for (const window of [priya, tom]) expect(window.faults).toEqual([]);
  });
});
