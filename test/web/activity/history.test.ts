import { expect, test } from "vitest";
import type { Event } from "#domain/events";
import { matches } from "#domain/events/activity";
import type { PublicSchool } from "#domain/schools";
import { placeOf } from "../../../web/actions/noun.ts";
import { fileOf, filterOf, withDay } from "../../../web/activity/filter.ts";
import { byDay, createActivity, inOrder, type Portion } from "../../../web/activity/history.ts";
import { Problem } from "../../../web/replica/api.ts";
import { nameOfDay } from "../../../web/ui/times.ts";
import { nouns } from "../nouns.ts";
import { at, event, invite, user, userEvent } from "../rows.ts";

const zone = "Europe/London";
const seqs = (events: readonly Event[]) => events.map(({ seq }) => seq);
const sent = (seq: number, hours = 0) => ({ ...event(seq, "invite.sent"), at: at(hours) });

const accepted: Event = {
  seq: 1,
  at: at(0),
  actor: null,
  command: "c1",
  changes: null,
  kind: "invite.accepted",
  invite: invite({ id: "offer", status: "accepted", userId: "joy" }),
  user: user({ id: "joy" }),
};

/** A server that holds these events and gives two at a time. */
function serverOf(events: Event[]) {
  const asked: unknown[] = [];
  const ask = async (filter: object, cursor: string | null): Promise<Portion> => {
    asked.push([filter, cursor]);
    const left = inOrder(events).filter(({ seq }) => cursor === null || seq < Number(cursor));
    const items = left.slice(0, 2);
    return { items, next: left.length > 2 ? String(items.at(-1)?.seq) : null, keptFrom: 1 };
  };
  return { asked, ask };
}

test("Tom reads on to the end by portions, and what happens meanwhile stands on top, once", async () => {
  const history = [sent(1), sent(2), sent(3), sent(4), sent(5)];
  const activity = createActivity(serverOf(history).ask);
  await activity.show({});
  expect(seqs(activity.told())).toEqual([5, 4]);
  history.push(sent(6));
  activity.hear([sent(6)]);
  expect(seqs(activity.news(zone))).toEqual([6]);
  await activity.more();
  activity.hear([sent(6), sent(7)]);
  await activity.more();
  expect(seqs(activity.told())).toEqual([5, 4, 3, 2, 1]);
  expect(seqs(activity.news(zone))).toEqual([7, 6]);
  expect(activity.next()).toBe(null);
});

test("an event heard while the answer is on its way is neither missed nor doubled, whether the answer has it or not", async () => {
  for (const isInAnswer of [true, false]) {
    let answer = (_: Portion): void => undefined;
    const activity = createActivity(() => new Promise((resolve) => (answer = resolve)));
    const shown = activity.show({});
    activity.hear([sent(2)]);
    answer({ items: isInAnswer ? [sent(2), sent(1)] : [sent(1)], next: null, keptFrom: 1 });
    await shown;
    expect(seqs(inOrder([...activity.told(), ...activity.news(zone)]))).toEqual([2, 1]);
  }
});

test("what is told late stands at its time, as at the server; below the last line it waits for its portion", async () => {
  const history = [sent(1, -9), sent(2, -5), sent(3, -4), sent(4, -1)];
  const activity = createActivity(serverOf(history).ask);
  await activity.show({});
  // An expiry between the two that are shown, and one further down.
  activity.hear([sent(5, -2), sent(6, -8)]);
  expect(seqs(activity.news(zone))).toEqual([5]);
  expect(seqs(inOrder([...activity.told(), ...activity.news(zone)]))).toEqual([4, 5, 3]);
});

test("only the answer to the latest question counts, and what was heard before it is not shown under another filter", async () => {
  const answers: ((portion: Portion) => void)[] = [];
  const activity = createActivity(() => new Promise((resolve) => answers.push(resolve)));
  const first = activity.show({});
  const second = activity.show({ kind: "user" });
  answers[1]?.({ items: [], next: null, keptFrom: 1 });
  answers[0]?.({ items: [sent(1)], next: null, keptFrom: 1 });
  await Promise.all([first, second]);
  activity.hear([sent(2), { ...userEvent("user.added"), seq: 3 }]);
  expect(seqs(activity.told())).toEqual([]);
  expect(seqs(activity.news(zone))).toEqual([3]);
});

test("a failed question says why and can be asked again; a failed portion leaves the list", async () => {
  const server = serverOf([sent(1), sent(2), sent(3)]);
  let isDown = true;
  const activity = createActivity((filter, cursor) =>
    isDown ? Promise.reject(new Problem("unreachable", "Not now.")) : server.ask(filter, cursor),
  );
  await activity.show({});
  expect([activity.stage(), activity.failure()]).toEqual(["failed", "Not now."]);
  isDown = false;
  await activity.show({});
  isDown = true;
  await activity.more();
  expect([activity.stage(), activity.failure(), seqs(activity.told())]).toEqual([
    "ready",
    "Not now.",
    [3, 2],
  ]);
  isDown = false;
  await activity.more();
  expect([activity.failure(), seqs(activity.told())]).toEqual(["", [3, 2, 1]]);
});

test("a filter lets through whom it names, as doer or done to, its kind or noun, and its days at the school", () => {
  expect(matches(sent(1), { person: "tom" }, zone)).toBe(true);
  expect(matches(sent(1), { person: "lena" }, zone)).toBe(false);
  expect(matches(userEvent("user.changed"), { person: "lena" }, zone)).toBe(true);
  expect(matches(accepted, { person: "joy" }, zone)).toBe(true);
  expect(matches(sent(1), { kind: "invite" }, zone)).toBe(true);
  expect(matches(sent(1), { kind: "invite.resent" }, zone)).toBe(false);
  const late = { ...sent(1), at: "2026-07-01T23:30:00.000Z" };
  // Half past midnight on the second, in British summer time.
  expect(matches(late, { from: "2026-07-02", to: "2026-07-02" }, zone)).toBe(true);
  expect(matches(late, { to: "2026-07-01" }, zone)).toBe(false);
  expect(matches(late, { from: "2026-07-02" }, "UTC")).toBe(false);
});

test("days are the school's, named as people say them, also around a day of 23 hours", () => {
  const events = [
    sent(4, 0),
    sent(3, -12),
    { ...sent(2), at: "2026-11-23T23:59:59.000Z" },
    sent(1, -60),
  ];
  const days = byDay(events, zone);
  expect([...days].map(([day, of]) => [day, seqs(of)])).toEqual([
    ["2026-11-24", [4, 3]],
    ["2026-11-23", [2]],
    ["2026-11-22", [1]],
  ]);
  const now = Date.parse(at(0));
  expect([...days.keys()].map((day) => nameOfDay(day, now, zone))).toEqual([
    "Today",
    "Yesterday",
    "Sunday 22 November 2026",
  ]);
  // The clocks went forward on Sunday 29 March: 24 hours before this it was Saturday.
  const early = Date.parse("2026-03-30T00:30:00+01:00");
  expect(nameOfDay("2026-03-29", early, zone)).toBe("Yesterday");
  expect(nameOfDay("2026-03-28", early, zone)).toBe("Saturday 28 March 2026");
});

test("an address that was tampered with filters by what makes sense in it", () => {
  expect(
    filterOf({
      person: "tom",
      kind: "invite.sent",
      from: "2026-11-01",
      to: "2026-11-30",
      invite: "x",
    }),
  ).toEqual({
    person: "tom",
    kind: "invite.sent",
    from: "2026-11-01",
    to: "2026-11-30",
  });
  expect(filterOf({ person: "", kind: "nonsense", from: "2026-02-30", to: ["a", "b"] })).toEqual(
    {},
  );
  expect(fileOf("oak", { kind: "invite", from: undefined })).toBe(
    "/api/schools/oak/activity.csv?kind=invite",
  );
  expect(fileOf("oak", {})).toBe("/api/schools/oak/activity.csv");
});

test("the last day never lies before the first: the one that was chosen counts", () => {
  expect(withDay({ to: "2026-11-01" }, "from", "2026-11-05")).toEqual({
    from: "2026-11-05",
    to: "2026-11-05",
  });
  expect(withDay({ from: "2026-11-05" }, "to", "2026-11-01")).toEqual({
    from: "2026-11-01",
    to: "2026-11-01",
  });
  expect(withDay({ from: "2026-11-05" }, "to", "2026-11-09")).toEqual({
    from: "2026-11-05",
    to: "2026-11-09",
  });
});

test("every event leads to what it is about", () => {
  expect(placeOf(nouns, sent(1), "oak")).toBe("/s/oak/invites/joy");
  expect(placeOf(nouns, accepted, "oak")).toBe("/s/oak/users/joy");
  expect(placeOf(nouns, userEvent("user.deactivated"), "oak")).toBe("/s/oak/users/lena");
  const school = { id: "oak", name: "Oakfield High" } as PublicSchool;
  const changed: Event = {
    seq: 1,
    at: at(0),
    actor: null,
    command: "c1",
    changes: null,
    kind: "school.changed",
    school,
  };
  expect(placeOf(nouns, changed, "oak")).toBe("/s/oak/settings");
  const recovery = { ...changed, changes: { deputyEmail: [null, null] } } as Event;
  expect(placeOf(nouns, recovery, "oak")).toBe("/s/oak/access");
});

test("what is printed goes to the end, over what is on its way already, and no further than is wanted", async () => {
  const history = Array.from({ length: 9 }, (_, n) => sent(n + 1));
  const { ask, asked } = serverOf(history);
  const activity = createActivity(ask);
  await activity.show({});
  const onItsWay = activity.more();
  expect(await activity.all(100)).toBe(true);
  await onItsWay;
  expect(seqs(activity.told())).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(asked).toHaveLength(5);
  const other = createActivity(serverOf(history).ask);
  await other.show({});
  expect(await other.all(5)).toBe(true);
  expect(other.told()).toHaveLength(6);
  expect(other.next()).not.toBe(null);
});

test("nothing is printed where a part does not come, or where something else is looked at meanwhile", async () => {
  const { ask } = serverOf([sent(1), sent(2), sent(3), sent(4), sent(5)]);
  let isBroken = false;
  const activity = createActivity(async (filter, cursor) => {
    if (isBroken) throw new Problem("unreachable", "There is no connection.");
    return ask(filter, cursor);
  });
  await activity.show({});
  isBroken = true;
  expect(await activity.all(100)).toBe(false);
  expect(activity.failure()).toBe("There is no connection.");
  isBroken = false;
  const printed = activity.all(100);
  const shown = activity.show({ kind: "invite.sent" });
  expect(await printed).toBe(false);
  await shown;
  expect(seqs(activity.told())).toEqual([5, 4]);
});
