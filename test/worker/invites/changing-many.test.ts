import { beforeAll, describe, expect, it } from "vitest";
import type { PublicInvite } from "#domain/invites";
import { historyIsWhole } from "../../history.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

type Results = { id: string; outcome: string; invite?: PublicInvite }[];

function asks(by: Somebody, body: unknown, key?: string): Promise<Response> {
  const headers: Record<string, string> = key ? { "Idempotency-Key": key } : {};
  return by.call("POST", "/invites/acts", body, headers);
}

/** Changes many as they were seen; fails loudly. */
async function change(
  by: Somebody,
  invites: { id: string; version: number }[],
  change: Record<string, unknown>,
  key?: string,
): Promise<Results> {
  const answer = await asks(by, { invites, act: "change", change }, key);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { results: Results }).results;
}

const seen = ({ id, version }: { id: string; version: number }) => ({ id, version });
const outcomes = (results: Results) => results.map(({ outcome }) => outcome);

describe("[I15] ticked invites", () => {
  it("are changed together, each with the verdict that one call alone would give; their links stay", async () => {
    const { tom, priya, ngozi } = people;
    const [one, other, forOwner, withdrawn] = await Promise.all([
      invite(tom),
      invite(tom, { role: "viewer" }),
      invite(priya, { role: "owner" }),
      invite(tom),
    ]);
    const edited = await invite(tom);
    const elsewhere = await invite(ngozi);
    expect((await tom.call("PUT", `/invites/${withdrawn.id}/revocation`)).status).toBe(200);
    const byPriya = await priya.call(
      "PATCH",
      `/invites/${edited.id}`,
      { role: "admin" },
      { "If-Match": `"${edited.version}"` },
    );
    expect(byPriya.status).toBe(200);

    const all = [one, other, forOwner, withdrawn, edited, elsewhere].map(seen);
    const results = await change(tom, all, { role: "editor", staffType: "governor" });
    expect(outcomes(results)).toEqual([
      "done",
      "done",
      "role_too_high",
      "changed",
      "changed",
      "not_found",
    ]);
    for (const { invite } of results.slice(0, 2))
      expect(invite).toMatchObject({ role: "editor", staffType: "governor", status: "pending" });
    // Whoever is told that it has changed is told into what.
    expect(results[4]?.invite).toMatchObject({ role: "admin" });
    expect((await look(ngozi, elsewhere)).staffType).toBe(elsewhere.staffType);
    expect((await look(priya, forOwner)).role).toBe("owner");
    expect((await submit(tokenOf(one), filledIn())).status).toBe(303);
    expect(
      outcomes(await change(tom, [seen(await look(tom, withdrawn))], { role: "viewer" })),
    ).toEqual(["not_pending"]);
    await historyIsWhole(tom);
  });

  it("are not made Owners of by an Admin, nor changed by an Editor or by what makes no sense", async () => {
    const { tom, lena } = people;
    const sent = await invite(tom);
    expect(outcomes(await change(tom, [seen(sent)], { role: "owner" }))).toEqual(["role_too_high"]);
    const body = { invites: [seen(sent)], act: "change", change: { role: "editor" } };
    expect((await asks(lena, body)).status).toBe(403);
    for (const wrong of [
      { ...body, change: {} },
      { ...body, change: { role: "head" } },
      { ...body, change: { email: "a@b.example" } },
      { ...body, invites: [] },
      { ...body, act: "alter" },
      { ids: [sent.id], act: "change", change: { role: "editor" } },
    ])
      expect((await asks(tom, wrong)).status, JSON.stringify(wrong)).toBe(422);
    expect((await look(tom, sent)).version).toBe(sent.version);
  });

  it("are changed once under a key, and say the same when that is repeated", async () => {
    const { tom } = people;
    const [sent, key] = [await invite(tom), crypto.randomUUID()];
    const first = await change(tom, [seen(sent)], { staffType: "technician" }, key);
    const again = await change(tom, [seen(sent)], { staffType: "technician" }, key);
    expect([outcomes(first), outcomes(again)]).toEqual([["done"], ["done"]]);
    expect((await look(tom, sent)).version).toBe(sent.version + 1);
  });
});
