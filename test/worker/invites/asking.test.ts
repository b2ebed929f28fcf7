import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { events, invites } from "#db/schema";
import type { Invite, PublicInvite } from "#domain/invites";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const db = open(bindings.DB);

/** Presses the button of a dead link's page, as a browser without JavaScript does. */
function asks(token: string, from = "10.1.2.3"): Promise<Response> {
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    Origin: "null",
    "CF-Connecting-IP": from,
  };
  return ask(`/accept/${token}/requests`, { method: "POST", headers });
}

async function page(token: string): Promise<string> {
  return (await (await ask(`/accept/${token}`)).text()).replace(/\s+/g, " ");
}

async function expired(by: Somebody): Promise<PublicInvite> {
  const sent = await invite(by);
  await make(sent, { status: "expired", expiresAt: Date.now() - 1 });
  return sent;
}

async function make({ id }: { id: string }, changes: Partial<Invite>): Promise<void> {
  // As whatever writes a row: who saw it before writes nothing over it.
  const version = sql`${invites.version} + 1`;
  await db
    .update(invites)
    .set({ ...changes, version })
    .where(eq(invites.id, id));
}

async function kindsOf({ id }: { id: string }): Promise<string[]> {
  const told = await db.select().from(events).where(eq(events.subjectId, id));
  return told.map(({ kind }) => kind).filter((kind) => kind === "invite.requested");
}

const button = "Ask the school for a new link";
const asked = "The school has been asked";

describe("[I13] asking the school for a new link", () => {
  it("is a button on the page of a link that has expired, was withdrawn or was replaced, and on no other", async () => {
    const { tom } = people;
    const [withdrawn, replaced, used, alive] = await Promise.all(
      [1, 2, 3, 4].map(() => invite(tom)),
    );
    if (!withdrawn || !replaced || !used || !alive) throw new Error("Not invited.");
    await tom.call("PUT", `/invites/${withdrawn.id}/revocation`);
    await tom.call("POST", `/invites/${replaced.id}/resends`);
    expect((await submit(tokenOf(used), filledIn())).status).toBe(303);
    for (const link of [await expired(tom), withdrawn, replaced])
      expect(await page(tokenOf(link))).toContain(button);
    for (const link of [used, alive]) expect(await page(tokenOf(link))).not.toContain(button);
  });

  it("shows on the row and as an event with nobody's name, and the page says that it was done", async () => {
    const { tom, priya, lena } = people;
    const sent = await expired(tom);
    const [dashboard, directory] = [await watch(priya), await watch(lena)];
    const answer = await asks(tokenOf(sent));
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      `/accept/${tokenOf(sent)}`,
    ]);
    const html = await page(tokenOf(sent));
    expect(html).toContain(asked);
    expect(html).not.toContain(button);
    expect(html).not.toContain(sent.email);
    const row = await look(tom, sent);
    expect(row.requestedAt).toMatch(/^\d{4}-/);
    expect(row.status).toBe("expired");
    await expect
      .poll(() => dashboard.events.filter(({ kind }) => kind === "invite.requested"))
      .toMatchObject([{ actor: null, invite: { id: sent.id, requestedAt: row.requestedAt } }]);
    expect(directory.events.filter(({ kind }) => kind === "invite.requested")).toEqual([]);
    dashboard.socket.close();
    directory.socket.close();
  });

  it("is noted once until it is answered; a new link answers it", async () => {
    const { tom } = people;
    const sent = await expired(tom);
    await Promise.all([1, 2, 3].map(() => asks(tokenOf(sent))));
    await asks(tokenOf(sent));
    expect(await kindsOf(sent)).toHaveLength(1);
    expect((await tom.call("POST", `/invites/${sent.id}/resends`)).status).toBe(201);
    expect((await look(tom, sent)).requestedAt).toBeNull();
    await asks(tokenOf(sent));
    expect((await look(tom, sent)).requestedAt).not.toBeNull();
    expect(await kindsOf(sent)).toHaveLength(2);
    expect((await submit(tokenOf(sent, 2), filledIn())).status).toBe(303);
    expect((await look(tom, sent)).requestedAt).toBeNull();
  });

  it("collides with nobody's edit", async () => {
    const { tom } = people;
    const sent = await invite(tom);
    await tom.call("POST", `/invites/${sent.id}/resends`);
    const { version } = await look(tom, sent);
    await asks(tokenOf(sent));
    const changed = await tom.call(
      "PATCH",
      `/invites/${sent.id}`,
      { role: "viewer" },
      { "If-Match": `"${version}"` },
    );
    expect(changed.status).toBe(200);
    expect((await look(tom, sent)).requestedAt).not.toBeNull();
  });

  it("answers alike whatever the token is worth, and notes nothing for links that live, were used or are forged", async () => {
    const { tom } = people;
    const [alive, used] = [await invite(tom), await invite(tom)];
    expect((await submit(tokenOf(used), filledIn())).status).toBe(303);
    const dead = tokenOf(await expired(tom));
    const forged = `${dead.slice(0, -3)}xyz`;
    for (const token of [tokenOf(alive), tokenOf(used), forged, dead]) {
      const answer = await asks(token);
      expect([answer.status, answer.headers.get("Location"), await answer.text()]).toEqual([
        303,
        `/accept/${token}`,
        "",
      ]);
    }
    for (const sent of [alive, used]) {
      expect((await look(tom, sent)).requestedAt).toBeNull();
      expect(await kindsOf(sent)).toEqual([]);
    }
  });

  it("is counted by the address that it comes from: forty an hour, and the answer stays as it was", async () => {
    const { tom } = people;
    const forged = `${tokenOf(await expired(tom)).slice(0, -3)}xyz`;
    for (let i = 0; i < 3; i++) await asks(forged, "10.9.9.9");
    const links = [];
    for (let i = 0; i < 41; i++) links.push(await invite(tom));
    for (const { id } of links)
      await make({ id }, { status: "expired", expiresAt: Date.now() - 1 });
    for (const link of links) expect((await asks(tokenOf(link), "10.9.9.9")).status).toBe(303);
    const rows = await Promise.all(links.map((link) => look(tom, link)));
    expect(rows.filter(({ requestedAt }) => requestedAt !== null)).toHaveLength(40);
  });

  it("comes from our own pages alone, as a form", async () => {
    const { tom } = people;
    const token = tokenOf(await expired(tom));
    const path = `/accept/${token}/requests`;
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const foreign = { ...form, "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
    expect((await ask(path, { method: "POST", headers: foreign })).status).toBe(403);
    expect((await ask(path)).status).toBe(404);
    expect(await page(token)).toContain(button);
  });
});
