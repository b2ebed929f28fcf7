import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectUnreloaded, markDocument, people, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let priya: Window;
let ade: Window;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, ade] = [await stage.signedIn(people.priya), await stage.signedIn(people.ade)];
  await untilLive(ade.page);
});
afterAll(() => stage?.close());

describe("Ade's network drops and comes back", () => {
  it("says so, keeps showing what it had, and catches up without a reload, missing or doubling nothing", async () => {
    await markDocument(ade.page);
    await ade.page.context().setOffline(true);
    await ade.page
      .getByText(/Offline/)
      .first()
      .waitFor();
    const emails = ["one", "two", "three"].map((name) => `${name}.away@oakfield.example`);
    for (const email of emails)
      expect(
        (await stage.call(priya.page, "POST", "/invites", { email, role: "viewer" })).status,
      ).toBe(201);
    const { body } = await stage.call<{ items: { id: string; email: string }[] }>(
      priya.page,
      "GET",
      "/invites",
    );
    const withdrawn = body.items.find((item) => item.email === emails[2]);
    expect(
      (await stage.call(priya.page, "PUT", `/invites/${withdrawn?.id}/revocation`)).status,
    ).toBe(200);
    expect(await ade.page.getByRole("row").filter({ hasText: "away@" }).count()).toBe(0);
    expect(await ade.page.getByRole("row").count()).toBeGreaterThan(1);

    await ade.page.context().setOffline(false);
    await untilLive(ade.page);
    for (const email of emails) {
      await ade.page.getByRole("row").filter({ hasText: email }).waitFor();
      expect(await ade.page.getByRole("row").filter({ hasText: email }).count()).toBe(1);
    }
    await ade.page
      .getByRole("row")
      .filter({ hasText: emails[2] as string })
      .getByText("Revoked", { exact: true })
      .waitFor();
    await expectUnreloaded(ade.page);
    expect(ade.faults).toEqual([]);
  });
});

describe("a session that ends elsewhere", () => {
  it("takes Ade's other window to the sign-in page", async () => {
    const other = await ade.page.context().newPage();
    await other.goto(stage.url("/"));
    await untilLive(other);
    expect(
      await ade.page.evaluate(
        async () => (await fetch("/api/session", { method: "DELETE" })).status,
      ),
    ).toBe(204);
    await other.waitForURL((url) => url.pathname === "/sign-in");
  });
});
