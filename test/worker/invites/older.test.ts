import { beforeEach, describe, expect, it } from "vitest";
import { counted, nothing } from "#db/watched";
import type { PublicInvite } from "#domain/invites";
import { recentSince } from "#domain/invites/recent";
import { iso } from "#domain/time";
import { api } from "#worker/api";
import { age } from "../../aging.ts";
import { withDatabase } from "../../interleaved.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

interface Snapshot {
  seq: number;
  invites: PublicInvite[];
  invitesSince: string | null;
}

interface Page {
  items: PublicInvite[];
  next: string | null;
}

async function snapshotOf(by: Somebody): Promise<Snapshot> {
  return (await by.get("/snapshot")).json();
}

async function list(by: Somebody, query: Record<string, string>): Promise<Page> {
  return (await by.get(`/invites?${new URLSearchParams(query)}`)).json();
}

async function withdrawn(by: Somebody, email?: string): Promise<PublicInvite> {
  const sent = await invite(by, email ? { email } : {});
  await by.call("PUT", `/invites/${sent.id}/revocation`);
  return sent;
}

const emailsOf = ({ invites }: { invites: PublicInvite[] }) => invites.map(({ email }) => email);

describe("a school's tenth year", () => {
  it("opens as its first: what is pending and the invites of 90 days are in the snapshot, which says since when", async () => {
    const { priya } = people;
    const old = await withdrawn(priya);
    const pending = await invite(priya, { email: "pending@oakfield.example" });
    const late = await withdrawn(priya, "late@oakfield.example");
    await age(100, old, pending);
    await age(89, late);
    const fresh = await invite(priya, { email: "fresh@oakfield.example" });
    const snapshot = await snapshotOf(priya);
    expect(emailsOf(snapshot)).toEqual([fresh.email, late.email, pending.email]);
    expect(snapshot.invitesSince).toBe(iso(recentSince(Date.now())));
  });

  it("says of a younger school that its invites are all there", async () => {
    const { tom } = people;
    await age(80, await withdrawn(tom));
    expect(await snapshotOf(tom)).toMatchObject({ invites: [{}], invitesSince: null });
  });

  it("brings back what is sent again, and what a new link is asked for", async () => {
    const { priya, tom } = people;
    const [again, asked] = [await invite(priya), await withdrawn(priya)];
    await age(100, again, asked);
    expect((await snapshotOf(tom)).invites.map(({ id }) => id)).toEqual([again.id]);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    await bindings.DB.prepare("update invites set status = 'expired' where id = ?")
      .bind(again.id)
      .run();
    expect((await snapshotOf(tom)).invites).toEqual([]);
    expect((await tom.call("POST", `/invites/${again.id}/resends`, undefined, key)).status).toBe(
      201,
    );
    await tom.call("PUT", `/invites/${again.id}/revocation`);
    const headers = { Origin: "null", "Content-Type": "application/x-www-form-urlencoded" };
    await ask(`/accept/${tokenOf(asked)}/requests`, { method: "POST", headers });
    const { invites } = await snapshotOf(tom);
    expect(new Set(invites.map(({ id }) => id))).toEqual(new Set([again.id, asked.id]));
  });

  it("shows no invites, nor since when, to Editors, and to outsiders nothing at all", async () => {
    const { priya, lena, ngozi } = people;
    await age(100, await withdrawn(priya));
    expect(await snapshotOf(lena)).toMatchObject({ invites: [], invitesSince: null });
    const path = `/api/schools/${priya.school}/invites?q=oakfield`;
    expect((await ngozi.ask(path)).status).toBe(404);
    expect(await list(ngozi, { q: "oakfield" })).toEqual({ items: [], next: null });
    expect((await lena.get("/invites?q=oakfield")).status).toBe(403);
  });

  it("costs the snapshot no row more with a hundred older invites than with one", async () => {
    const { priya } = people;
    const rowsRead = async () => {
      const sum = { ...nothing };
      const path = `/api/schools/${priya.school}/snapshot`;
      const request = new Request(origin + path, { headers: { Cookie: priya.cookie } });
      const context = { waitUntil() {} } as unknown as ExecutionContext;
      const answer = await api.fetch(request, withDatabase(counted(bindings.DB, sum)), context);
      expect(answer.status).toBe(200);
      expect(sum.trips).toBe(2);
      return sum.rowsRead;
    };
    const rows = Array.from({ length: 100 }, (_, i) => ({
      email: `n${i}@elm.example`,
      role: "viewer",
    }));
    await age(100, await withdrawn(priya));
    const before = await rowsRead();
    const sent = await priya.call("POST", "/invites/batches", { rows });
    const { results } = (await sent.json()) as { results: { invite: PublicInvite }[] };
    const all = results.map(({ invite }) => invite);
    await bindings.DB.prepare("update invites set status = 'expired' where school_id = ?")
      .bind(priya.school)
      .run();
    await age(100, ...all);
    expect(await rowsRead()).toBe(before);
  });
});

describe("older invites", () => {
  it("come by page, newest first, from where the snapshot ends", async () => {
    const { priya, tom } = people;
    const made = [await withdrawn(priya), await withdrawn(priya), await withdrawn(priya)];
    for (const [index, each] of made.entries()) await age(100 + index, each);
    await invite(priya);
    const before = (await snapshotOf(tom)).invitesSince ?? "";
    const first = await list(tom, { before, limit: "2" });
    const rest = await list(tom, { before, limit: "2", cursor: first.next ?? "" });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(rest.next).toBeNull();
  });

  it("cost the rows they show, however many were passed on the way", async () => {
    const { priya } = people;
    const rows = Array.from({ length: 60 }, (_, i) => ({
      email: `n${i}@elm.example`,
      role: "viewer",
    }));
    const sent = await priya.call("POST", "/invites/batches", { rows });
    const { results } = (await sent.json()) as { results: { invite: PublicInvite }[] };
    const all = results.map(({ invite }) => invite);
    await bindings.DB.prepare("update invites set status = 'expired' where school_id = ?")
      .bind(priya.school)
      .run();
    await age(100, ...all);
    const before = (await snapshotOf(priya)).invitesSince ?? "";
    const read: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const sum = { ...nothing };
      const query = new URLSearchParams({ before, limit: "10", ...(cursor && { cursor }) });
      const path = `/api/schools/${priya.school}/invites?${query}`;
      const request = new Request(origin + path, { headers: { Cookie: priya.cookie } });
      const context = { waitUntil() {} } as unknown as ExecutionContext;
      const answer = await api.fetch(request, withDatabase(counted(bindings.DB, sum)), context);
      cursor = ((await answer.json()) as Page).next;
      read.push(sum.rowsRead);
    }
    expect(read).toHaveLength(6);
    expect(Math.max(...read) - Math.min(...read)).toBeLessThan(10);
  });

  it("are found by every word that their row shows, as in the search box", async () => {
    const { priya, tom } = people;
    const joined = await invite(priya, { email: "j.okafor@elm.example", staffType: "teacher" });
    const form = filledIn({ givenName: "Zoë", familyName: "Okafor" });
    expect((await submit(tokenOf(joined), form)).status).toBe(303);
    await withdrawn(tom, "nobody@elm.example");
    for (const q of ["zoe OKAFOR", "elm teacher", "shah j.okafor", "Okafor, Zoë"])
      expect(
        (await list(tom, { q })).items.map(({ id }) => id),
        q,
      ).toEqual([joined.id]);
    expect((await list(tom, { q: "%" })).items).toEqual([]);
    expect((await list(tom, { q: "okafor", status: "revoked" })).items).toEqual([]);
  });

  it("are chosen by role, staff type and who invited", async () => {
    const { priya, tom } = people;
    const one = await invite(priya, { role: "viewer", staffType: "governor" });
    const other = await invite(tom);
    const idsOf = async (query: Record<string, string>) =>
      (await list(tom, query)).items.map(({ id }) => id);
    expect(await idsOf({ role: "viewer" })).toEqual([one.id]);
    expect(await idsOf({ staffType: "none" })).toEqual([other.id]);
    expect(await idsOf({ by: priya.id })).toEqual([one.id]);
    expect(await idsOf({ by: "staffroom" })).toEqual([]);
    expect((await tom.get("/invites?before=yesterday")).status).toBe(422);
  });

  it("that a search looks through are a thousand a call, and it says where to go on", async () => {
    const { priya, tom } = people;
    const rows = Array.from({ length: 1_100 }, (_, i) => ({
      email: `${i === 0 ? "needle" : `hay${i}`}@elm.example`,
      role: "viewer",
    }));
    expect((await priya.call("POST", "/invites/batches", { rows })).status).toBe(200);
    await bindings.DB.prepare(
      "update invites set created_at = 1 where email = 'needle@elm.example'",
    ).run();
    const first = await list(tom, { q: "needle" });
    expect(first.items).toEqual([]);
    const rest = await list(tom, { q: "needle", cursor: first.next ?? "" });
    expect(rest).toMatchObject({ items: [{ email: "needle@elm.example" }], next: null });
  });
});
