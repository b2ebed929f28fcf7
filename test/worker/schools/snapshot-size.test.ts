import { expect, it } from "vitest";
import { counted, nothing } from "#db/watched";
import { api } from "#worker/api";
import { age } from "../../aging.ts";
import { withDatabase } from "../../interleaved.ts";
import { invite } from "../../links.ts";
import { makeMany } from "../../many-rows.ts";
import { bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";

/** Kilobytes that a snapshot takes on the wire, as any edge compresses JSON, and what it costs at D1. */
async function measured(by: Somebody) {
  const sum = { ...nothing };
  const path = `/api/schools/${by.school}/snapshot`;
  const request = new Request(origin + path, { headers: { Cookie: by.cookie } });
  const context = { waitUntil() {} } as unknown as ExecutionContext;
  const answer = await api.fetch(request, withDatabase(counted(bindings.DB, sum)), context);
  const text = await answer.text();
  const body = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const { byteLength } = await new Response(body).arrayBuffer();
  const { trips, rowsRead } = sum;
  const { users, invites } = JSON.parse(text) as { users: unknown[]; invites: unknown[] };
  const [sent, whole] = [byteLength, text.length].map((bytes) => Math.round(bytes / 1_000));
  return { users: users.length, invites: invites.length, sent, whole, trips, rowsRead };
}

/** A crowd whose ids and names differ as those of people do. */
async function crowd({ lena }: Cast, staff: number): Promise<void> {
  const id = "'crowd-' || n || '-' || hex(randomblob(8))";
  const called = (...names: string[]) =>
    `json_extract('${JSON.stringify(names)}', '$[' || (abs(random()) % ${names.length}) || ']')`;
  await makeMany(bindings.DB, "users", `id = '${lena.id}'`, staff, {
    id,
    username: "'ng75pn_' || n",
    given_name: called("Ada", "Ben", "Chloe", "Dev", "Ewa", "Femi", "Grace", "Hugo"),
    family_name: `${called("Hart", "Iqbal", "Jones", "Khan", "Lowe", "Marsh")} || n`,
    email: "'n.' || n || '@oakfield.example'",
    canonical_email: "'n.' || n || '@oakfield.example'",
  });
  await makeMany(bindings.DB, "memberships", `user_id = '${lena.id}'`, staff, {
    user_id: "(select id from users where username = 'ng75pn_' || n)",
  });
}

async function invited(by: Somebody, count: number, days: number): Promise<void> {
  const like = await invite(by);
  await age(days, like);
  await makeMany(bindings.DB, "invites", `id = '${like.id}'`, count - 1, {
    id: "lower(hex(randomblob(16)))",
    email: `'i${days}.' || n || '@oakfield.example'`,
    canonical_email: `'i${days}.' || n || '@oakfield.example'`,
    status: "'expired'",
    created_at: "like.created_at - n * 1000",
    sent_at: "like.sent_at - n * 1000",
  });
  await bindings.DB.prepare("update invites set status = 'expired' where id = ?")
    .bind(like.id)
    .run();
}

it("is as small and as cheap in a school's tenth year as in its first: 2,000 staff, 5,000 invites a year", async () => {
  const people = await cast();
  const { priya } = people;
  await crowd(people, 1_995);
  await invited(priya, 5_000, 1);
  const first = await measured(priya);
  expect(first).toMatchObject({ users: 2_000, invites: 5_000, trips: 2 });
  expect(first.sent).toBeLessThan(250);
  expect(first.rowsRead).toBeLessThan(17_000);
  for (let year = 1; year < 10; year++) await invited(priya, 5_000, year * 365);
  const tenth = await measured(priya);
  expect(tenth).toMatchObject({ users: 2_000, invites: 5_000, trips: 2 });
  expect(tenth.rowsRead - first.rowsRead).toBe(1);
});
