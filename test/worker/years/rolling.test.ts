import { runDurableObjectAlarm } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { schools, yearRolls } from "#db/schema";
import type { PublicGroup } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import type { PublicYearRoll } from "#domain/years";
import { nextDue } from "#worker/events/due";
import { sweep } from "#worker/events/sweep";
import { rollDue } from "#worker/years/roll";
import { groupOf, makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { interleaved } from "../../interleaved.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";
import { makePupil } from "../../pupils.ts";
import { watch } from "../../watching.ts";

/** The clocks of Britain are an hour ahead of UTC in August. */
const midnight = Date.parse("2027-08-25T23:00:00Z");
const day = 24 * 3600_000;

let people: Cast;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.parse("2027-06-01T09:00:00Z"));
  people = await cast(Date.now());
});
afterEach(() => {
  vi.useRealTimers();
});

interface Years {
  next: { day: string; at: string; effect: object | null } | null;
  latest: PublicYearRoll | null;
}

async function yearsOf(by: Somebody): Promise<Years> {
  return (await (await by.get("/year-rolls")).json()) as Years;
}

/** Everybody comes back at a moment, epoch milliseconds. */
async function at(time: number): Promise<void> {
  vi.setSystemTime(time);
  for (const each of [people.priya, people.tom, people.lena, people.ngozi]) await each.returns();
}

/** Pupils of a school by their first names, with year and status. */
async function pupilsOf(by: Somebody): Promise<Record<string, string>> {
  const { items } = (await (await by.get("/pupils?limit=200")).json()) as { items: PublicPupil[] };
  return Object.fromEntries(
    items.map(({ givenName, yearGroup, status }) => [givenName, `${yearGroup} ${status}`]),
  );
}

async function groupsOf(by: Somebody): Promise<Record<string, string>> {
  const { items } = (await (await by.get("/groups?limit=200")).json()) as { items: PublicGroup[] };
  return Object.fromEntries(
    items.map(({ name, yearGroup, status }) => [name, `${yearGroup} ${status}`]),
  );
}

/** Oakfield with pupils in Years 7, 10 and 11 and one in none that goes up, in groups. */
async function fill(by: Somebody): Promise<void> {
  const make = async (name: string, yearGroup?: string) =>
    groupOf(await by.call("POST", "/groups", { name, ...(yearGroup && { yearGroup }) }));
  const [seven, eleven] = [await make("7A", "Year 7"), await make("11A", "Year 11")];
  await make("Governors");
  await makePupil(by, { givenName: "Ann", yearGroup: "7", groupIds: [seven.id] });
  await makePupil(by, { givenName: "Ben", yearGroup: "10" });
  await makePupil(by, { givenName: "Cal", yearGroup: "11", groupIds: [eleven.id] });
  await makePupil(by, { givenName: "Dee", yearGroup: "Centre" });
}

const rolled = {
  Ann: "Year 8 active",
  Ben: "Year 11 active",
  Cal: "Year 11 inactive",
  Dee: "Centre active",
};
const before = {
  Ann: "Year 7 active",
  Ben: "Year 10 active",
  Cal: "Year 11 active",
  Dee: "Centre active",
};

describe("[S6] the school year", () => {
  it("rolls over as 26 August begins at the school: pupils go up, the last year leaves, groups follow, and Admins are told once", async () => {
    const { priya, tom, lena, ngozi, oakfield } = people;
    await fill(priya);
    await makePupil(ngozi, { givenName: "Theirs", yearGroup: "3" });
    await open(bindings.DB)
      .update(schools)
      .set({ timeZone: "America/New_York" })
      .where(eq(schools.id, people.fernhill));
    expect((await yearsOf(priya)).next).toEqual({
      day: "2027-08-26",
      at: new Date(midnight).toISOString(),
      groups: "carry",
      effect: null,
    });
    // It is announced a week before.
    await at(midnight - 7 * day - 1);
    expect((await yearsOf(priya)).next?.effect).toBeNull();
    await at(midnight - 7 * day);
    const effect = { lastYear: "Year 11", moves: 2, leaves: 1 };
    expect((await yearsOf(priya)).next?.effect).toEqual(effect);
    expect(await nextDue(bindings, oakfield)).toBe(midnight);
    await at(midnight - 1);
    await sweep(bindings, Date.now());
    expect(await pupilsOf(priya)).toEqual(before);
    await at(midnight);
    const [admin, editor] = [await watch(tom), await watch(lena)];
    await runDurableObjectAlarm(bindings.ROOM.getByName(oakfield));
    await sweep(bindings, Date.now());
    await admin.until((w) => w.events.some(({ kind }) => kind === "year.rolled"));
    expect(await pupilsOf(priya)).toEqual(rolled);
    expect(await groupsOf(priya)).toEqual({
      "7A": "Year 8 active",
      "11A": "Year 11 inactive",
      Governors: "null active",
    });
    const told = admin.events.map(({ kind }) => kind);
    expect(told).toEqual(["group.deactivated", "group.changed", "year.rolled"]);
    expect(admin.events.at(-1)).toMatchObject({
      actor: null,
      yearRoll: { status: "rolled", moved: 2, left: 1, groupsMoved: 1, groupsClosed: 1 },
    });
    await editor.until((w) => w.events.length >= 2);
    expect(editor.events.map(({ kind }) => kind)).toEqual(["group.deactivated", "group.changed"]);
    // At Fernhill, five hours behind, it is still the day before.
    expect(await pupilsOf(ngozi)).toEqual({ Theirs: "Year 3 active" });
    expect((await yearsOf(priya)).next?.day).toBe("2028-08-26");
    await historyIsWhole(priya);
  });

  it("rolls over once, whatever alarm, cron and somebody's edit do at the same moment", async () => {
    const { priya, oakfield } = people;
    await fill(priya);
    await at(midnight);
    await Promise.all([
      runDurableObjectAlarm(bindings.ROOM.getByName(oakfield)),
      sweep(bindings, Date.now()),
      rollDue(bindings, oakfield, Date.now()),
      rollDue(bindings, oakfield, Date.now()),
      makePupil(priya, { givenName: "Eve", yearGroup: "9" }),
    ]);
    await sweep(bindings, Date.now() + 60_000);
    expect(await pupilsOf(priya)).toMatchObject(rolled);
    const rolls = await open(bindings.DB)
      .select()
      .from(yearRolls)
      .where(eq(yearRolls.schoolId, oakfield));
    expect(rolls).toHaveLength(1);
    await historyIsWhole(priya);
  });

  it("is whole or not at all, wherever the Worker is killed", async () => {
    const { priya, oakfield } = people;
    await fill(priya);
    await at(midnight);
    const killed = interleaved(() => Promise.reject(new Error("Killed.")));
    await expect(rollDue(killed, oakfield, Date.now())).rejects.toThrow("Killed.");
    expect(await pupilsOf(priya)).toEqual(before);
    let writes = 0;
    await rollDue(
      interleaved(async (nth) => {
        writes = nth;
      }),
      oakfield,
      Date.now(),
    );
    // One write that can be interrupted: the batch.
    expect(writes).toBe(1);
    expect(await pupilsOf(priya)).toEqual(rolled);
  });

  it("closes all groups of a year where the school has chosen so, and ends where it says that it ends", async () => {
    const { priya, tom, oakfield } = people;
    await fill(priya);
    const settings = { groupsAtRollOver: "close", lastYear: "Year 10" };
    expect((await tom.call("PATCH", "", settings)).status).toBe(200);
    expect((await tom.call("PATCH", "", { lastYear: "Year 77" })).status).toBe(422);
    await at(midnight);
    await rollDue(bindings, oakfield, Date.now());
    expect(await pupilsOf(priya)).toEqual({
      ...rolled,
      Ben: "Year 10 inactive",
    });
    expect(await groupsOf(priya)).toEqual({
      "7A": "Year 7 inactive",
      "11A": "Year 11 inactive",
      Governors: "null active",
    });
  });
});

describe("[S6] taking the school year back", () => {
  const undo = (by: Somebody, id: string | undefined) =>
    by.call("PUT", `/year-rolls/${id}/reversal`);

  it("puts everybody and every group where they were, but for what somebody has changed by hand since", async () => {
    const { priya, tom, oakfield } = people;
    await fill(priya);
    await makePupil(priya, { givenName: "Fay", yearGroup: "8" });
    await at(midnight);
    await rollDue(bindings, oakfield, Date.now());
    await at(midnight + 3 * day);
    const { items } = (await (await priya.get("/pupils?limit=200")).json()) as {
      items: PublicPupil[];
    };
    const fay = items.find(({ givenName }) => givenName === "Fay");
    const seen = { "If-Match": `"${fay?.version}"` };
    await tom.call("PATCH", `/pupils/${fay?.id}`, { yearGroup: "10" }, seen);
    const window = await watch(tom);
    const { latest } = await yearsOf(priya);
    const answers = await Promise.all([undo(priya, latest?.id), undo(tom, latest?.id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await pupilsOf(priya)).toEqual({ ...before, Fay: "Year 10 active" });
    expect(await groupsOf(priya)).toEqual({
      "7A": "Year 7 active",
      "11A": "Year 11 active",
      Governors: "null active",
    });
    await window.until((w) => w.events.some(({ kind }) => kind === "year.unrolled"));
    expect(window.events.filter(({ kind }) => kind === "year.unrolled")).toHaveLength(1);
    // Not again this year.
    await sweep(bindings, Date.now());
    expect(await pupilsOf(priya)).toEqual({ ...before, Fay: "Year 10 active" });
    await historyIsWhole(priya);
  });

  it("is possible for a week, to Admins and Owners of the school", async () => {
    const { priya, lena, ngozi, oakfield } = people;
    await fill(priya);
    await at(midnight);
    await rollDue(bindings, oakfield, Date.now());
    const { latest } = await yearsOf(priya);
    expect((await undo(lena, latest?.id)).status).toBe(403);
    expect((await lena.get("/year-rolls")).status).toBe(403);
    expect((await undo(ngozi, latest?.id)).status).toBe(404);
    expect((await yearsOf(ngozi)).latest).toBeNull();
    await at(midnight + 7 * day);
    const late = await undo(priya, latest?.id);
    expect([late.status, await late.json()]).toMatchObject([409, { code: "too_late" }]);
    expect(await pupilsOf(priya)).toEqual(rolled);
    const name = await makeGroup(priya);
    expect(name.status).toBe("active");
  });

  it("leaves a group closed where another has its name by now", async () => {
    const { priya, oakfield } = people;
    await fill(priya);
    await at(midnight);
    await rollDue(bindings, oakfield, Date.now());
    await makeGroup(priya, "11A");
    const { latest } = await yearsOf(priya);
    expect((await undo(priya, latest?.id)).status).toBe(200);
    expect(await pupilsOf(priya)).toEqual(before);
    const { items } = (await (await priya.get("/groups?q=11a")).json()) as {
      items: PublicGroup[];
    };
    expect(items.map(({ status }) => status).sort()).toEqual(["active", "inactive"]);
  });
});
