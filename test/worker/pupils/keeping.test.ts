import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PublicPupil } from "#domain/pupils";
import { nextDue } from "#worker/events/due";
import { sweep } from "#worker/events/sweep";
import { eraseDue } from "#worker/pupils/erasing";
import { applyAll, importOf, proposed } from "../../files/mis-files.ts";
import { makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { bindings, type Cast, cast } from "../../people.ts";
import { makePupil, newUpn } from "../../pupils.ts";
import { watch } from "../../watching.ts";

const start = Date.parse("2027-09-10T09:00:00Z");

let people: Cast;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(start);
  people = await cast(start);
});
afterEach(() => {
  vi.useRealTimers();
});

async function at(time: number): Promise<void> {
  vi.setSystemTime(time);
  for (const each of [people.priya, people.tom, people.ngozi]) await each.returns();
}

it("[S6] whoever has been away for 12 months is erased, everywhere and for good; whoever came back is not", async () => {
  const { priya, tom, ngozi, oakfield } = people;
  const group = await makeGroup(priya);
  const upn = newUpn();
  const details = { givenName: "Zebedee", familyName: "Quillfeather", upn, groupIds: [group.id] };
  const gone = await makePupil(priya, details);
  const back = await makePupil(priya, { givenName: "Bea" });
  const theirs = await makePupil(ngozi, { givenName: "Theirs" });
  await priya.call(
    "PATCH",
    `/pupils/${gone.id}`,
    { familyName: "Quillfeathers" },
    { "If-Match": '"1"' },
  );
  for (const { id } of [gone, back]) await priya.call("PUT", `/pupils/${id}/deactivation`);
  await priya.call("DELETE", `/pupils/${back.id}/deactivation`);
  const due = Date.parse("2028-09-10T09:00:00Z");
  await at(due - 1);
  await sweep(bindings, Date.now());
  expect((await priya.get(`/pupils/${gone.id}`)).status).toBe(200);
  await at(due);
  const window = await watch(tom);
  await Promise.all([
    runDurableObjectAlarm(bindings.ROOM.getByName(oakfield)),
    sweep(bindings, Date.now()),
    eraseDue(bindings, oakfield, Date.now()),
  ]);
  await window.until((w) => w.events.some(({ kind }) => kind === "pupil.erased"));
  expect(window.events.filter(({ kind }) => kind === "pupil.erased")).toHaveLength(1);
  expect((await priya.get(`/pupils/${gone.id}`)).status).toBe(404);
  for (const path of ["/pupils", "/pupils.csv", "/pupils/roster", "/events?since=0", "/activity"]) {
    const text = await (await priya.get(path)).text();
    for (const detail of ["Zebedee", "Quillfeather", upn]) expect(text, path).not.toContain(detail);
  }
  const { results } = await bindings.DB.prepare("select * from pupils where id = ?")
    .bind(gone.id)
    .all();
  expect(JSON.stringify(results)).not.toMatch(/Zebedee|Quillfeather/);
  expect((await priya.get(`/pupils/${back.id}`)).status).toBe(200);
  expect((await ngozi.get(`/pupils/${theirs.id}`)).status).toBe(200);
  // The number is free for whoever has it now.
  await makePupil(priya, { upn });
  await historyIsWhole(priya);
});

it("[S6] with them goes what the MIS has said of them, and a pupil of theirs who comes again is a new one", async () => {
  const { priya, oakfield } = people;
  const upn = newUpn();
  const file = `UPN,Forename,Surname,Reg Group\n${upn},Ada,Quillfeather,7A\n`;
  const { id } = await proposed(priya, file);
  expect((await applyAll(priya, id)).counts.pupil.applied).toBe(1);
  const { items } = (await (await priya.get("/pupils")).json()) as { items: PublicPupil[] };
  await priya.call("PUT", `/pupils/${items[0]?.id}/deactivation`);
  await at(Date.parse("2028-09-10T09:00:00Z"));
  await eraseDue(bindings, oakfield, Date.now());
  expect((await importOf(await priya.get(`/imports/${id}`))).counts.pupil.applied).toBe(0);
  for (const table of ["pupils", "mis_links", "differences", "settled_differences"]) {
    const { results } = await bindings.DB.prepare(`select * from ${table} where school_id = ?`)
      .bind(oakfield)
      .all();
    const text = JSON.stringify(results);
    for (const detail of ["Quillfeather", upn]) expect(text, table).not.toContain(detail);
  }
  await applyAll(priya, (await proposed(priya, file)).id);
  expect(await (await priya.get("/pupils")).json()).toMatchObject({
    items: [{ familyName: "Quillfeather", upn, groupIds: [expect.any(String)] }],
  });
});

it("[S6] a school that keeps them shorter says so for those who have left already, too", async () => {
  const { tom, oakfield } = people;
  const leavers = [];
  for (let i = 0; i < 23; i++) leavers.push(await makePupil(tom));
  for (const { id } of leavers) await tom.call("PUT", `/pupils/${id}/deactivation`);
  expect((await tom.call("PATCH", "", { pupilsKeptMonths: 0 })).status).toBe(422);
  expect((await tom.call("PATCH", "", { pupilsKeptMonths: 3 })).status).toBe(200);
  const due = Date.parse("2027-12-10T09:00:00Z");
  expect(await nextDue(bindings, oakfield)).toBe(due);
  await at(due);
  const committed = await eraseDue(bindings, oakfield, Date.now());
  expect(committed.flatMap(({ events }) => events)).toHaveLength(23);
  expect(await (await tom.get("/pupils")).json()).toEqual({ items: [], next: null });
});
