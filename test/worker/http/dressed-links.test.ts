import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { schools, users } from "#db/schema";
import { linkNumber } from "#domain/recoveries";
import { settings } from "#worker/env";
import { pathOf } from "#worker/http/link-path";
import { type Purpose, signLink } from "#worker/links";
import { filledIn, invite, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

/** What mail programs and people leave on a link, as it arrives in a path. */
const stuck = [
  ...[".", ",", ")", ">", '"', "'", ";", ":", "!", "*", "]", "}", "…", "”", "’", "»"],
  ...[
    "%20",
    "%0A",
    "%0D%0A",
    "%22",
    "%3E",
    "%29",
    "%2C",
    "%2c",
    "%3B",
    "%27",
    "%2520",
    "%E2%80%8B",
  ],
  ...["/", "//", "/.", "/,", "/)", "/%20", "/%22%3E"],
];
const dressing = fc
  .array(fc.constantFrom(...stuck), { maxLength: 4 })
  .map((all) => all.join(""))
  // A browser goes one step up before it asks anybody.
  .filter((all) => !all.includes("/.."));

function sign(purpose: Purpose, id: string, generation: number): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return signLink(found.linkKeys, purpose, id, generation);
}

const post = (path: string, form: Record<string, string>) =>
  ask(path, {
    method: "POST",
    headers: { Origin: "null", "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });

/** Tom has asked for recovery, and the headteacher has a link. */
async function recoveryLink({ oakfield, tom }: Cast): Promise<string> {
  await open(bindings.DB)
    .update(schools)
    .set({ headteacherEmail: "head@oakfield.example" })
    .where(eq(schools.id, oakfield));
  const answer = await tom.call("POST", "/recoveries");
  expect(answer.status).toBe(201);
  const { recovery } = (await answer.json()) as { recovery: { id: string } };
  return sign("recovery", recovery.id, linkNumber("headteacher"));
}

describe("a link with something stuck on", () => {
  it("is routed as the bare one, whatever it is and wherever it leads", () => {
    const pages = ["accept", "reset", "recovery"] as const;
    const steps = ["", "/opening", "/usernames/ng75pn_shah", "/requests"];
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.uuid(),
        fc.integer({ min: 1, max: 999 }),
        dressing,
        fc.constantFrom(...steps),
        (page, id, generation, stuckOn, step) => {
          const bare = `/${page}/${sign(page, id, generation)}`;
          const path = pathOf(new Request(`https://staffroom.test${bare}${stuckOn}${step}`));
          expect(path).toBe(bare + step);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("leads Joy to her page, is opened, checks her username, and lets her in", async () => {
    const sent = await invite(people.priya);
    const token = tokenOf(sent);
    for (const one of stuck) {
      const page = await ask(`/accept/${token}${one}`);
      expect(page.status, one).toBe(200);
      expect(page.headers.get("Referrer-Policy"), one).toBe("no-referrer");
      expect((await post(`/accept/${token}${one}`, {})).status, one).toBe(422);
      expect((await post(`/accept/${token}${one}/opening`, {})).status, one).toBe(204);
    }
    const asked = await ask(`/accept/${token}).,/usernames/nobody_yet`);
    expect(await asked.json()).toMatchObject({ available: true });
    expect((await post(`/accept/${token}%22%3E`, filledIn())).status).toBe(303);
    expect((await ask(`/accept/${token},`)).status).toBe(410);
  });

  it("leads to a new password", async () => {
    const { tom } = people;
    await open(bindings.DB)
      .update(users)
      .set({ resetGeneration: 1, resetExpiresAt: Date.now() + 3600_000 })
      .where(eq(users.id, tom.id));
    const token = sign("reset", tom.id, 1);
    for (const one of stuck) expect((await ask(`/reset/${token}${one}`)).status, one).toBe(200);
    expect((await post(`/reset/${token}%0A`, { password: "short" })).status).toBe(422);
    expect((await post(`/reset/${token}).`, { password: "a better one 42" })).status).toBe(303);
  });

  it("leads the headteacher to a recovery", async () => {
    const token = await recoveryLink(people);
    for (const one of stuck) expect((await ask(`/recovery/${token}${one}`)).status, one).toBe(200);
    expect((await post(`/recovery/${token}';`, { postcode: "LS2 9JT" })).status).toBe(422);
    expect((await post(`/recovery/${token}/`, { postcode: "NG7 5PN" })).status).toBe(200);
  });

  it("is forged all the same where a token's own characters were added, cut or swapped", async () => {
    const token = tokenOf(await invite(people.priya));
    for (const one of [
      `${token}A.`,
      `${token.slice(0, -1)},`,
      `${token}_`,
      `x${token}`,
      `.${token}`,
    ])
      expect((await ask(`/accept/${one}`)).status, one).toBe(404);
    expect((await ask("/accept/),")).status).toBe(404);
  });
});
