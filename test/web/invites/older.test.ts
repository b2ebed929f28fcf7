import { createComputed, createRoot, createSignal, on } from "solid-js";
import { expect, test, vi } from "vitest";
import type { PublicInvite } from "#domain/invites";
import { recentSince } from "#domain/invites/recent";
import { iso } from "#domain/time";
import { count } from "../../../web/invites/list.ts";
import { lookUp } from "../../../web/invites/older/look.ts";
import { allOlder, createOlder } from "../../../web/invites/older/older.ts";
import { createRecent } from "../../../web/invites/older/recent.ts";
import { createWanted, wantedOf } from "../../../web/invites/older/wanted.ts";
import { createRows } from "../../../web/replica/rows.ts";
import { at, invite, noon } from "../rows.ts";

const day = 24;

function old(but: Partial<PublicInvite> = {}): PublicInvite {
  return invite({
    id: "old",
    status: "expired",
    createdAt: at(-100 * day),
    sentAt: at(-100 * day),
    ...but,
  });
}

/** What a window holds, as of when its snapshot said. */
function held(rows: PublicInvite[], since: string | null = iso(recentSince(noon))) {
  const invites = createRows<PublicInvite>();
  invites.replace(rows);
  const [snapshots, setSnapshots] = createSignal(0);
  const minute = () => noon;
  return {
    invites,
    invitesSince: () => since,
    snapshots,
    another(rows: PublicInvite[]): void {
      invites.replace(rows);
      setSnapshots((n) => n + 1);
    },
    clock: { minute } as unknown as Parameters<typeof createRecent>[0]["clock"],
  };
}

test("list and figures are about the last 90 days, whatever older invite somebody has looked at", () => {
  createRoot((dispose) => {
    const school = held([invite()]);
    school.invites.upsert(old());
    const recent = createRecent(school);
    expect(recent.rows().map(({ id }) => id)).toEqual(["joy"]);
    expect(count(recent.rows(), noon, "Europe/London").all).toBe(1);
    dispose();
  });
});

test("an older invite is recent again once it is sent again or asked for, and while it is pending", () => {
  createRoot((dispose) => {
    const rows = [
      old({ id: "pending", status: "pending" }),
      old({ id: "asked", requestedAt: at(-2) }),
      old({ id: "sent", sentAt: at(-89 * day) }),
      old({ id: "over", requestedAt: at(-95 * day) }),
    ];
    const recent = createRecent(held(rows));
    expect(recent.rows().map(({ id }) => id)).toEqual(["sent", "pending", "asked"]);
    dispose();
  });
});

test("older invites that were sent again stand in one order, whether a window had them by its snapshot or heard of them since", () => {
  createRoot((dispose) => {
    const [asha, ben] = [
      old({ id: "asha", status: "pending", sentAt: at(-1), createdAt: at(-120 * day) }),
      old({ id: "ben", status: "pending", sentAt: at(-2), createdAt: at(-110 * day) }),
    ];
    const [tom, priya] = [held([invite(), ben, asha]), held([invite()])];
    priya.invites.took(ben);
    priya.invites.took(asha);
    for (const school of [tom, priya])
      expect(
        createRecent(school)
          .rows()
          .map(({ id }) => id),
      ).toEqual(["joy", "ben", "asha"]);
    dispose();
  });
});

test("a school has older invites where its snapshot says so, or as time passes over what is held", () => {
  createRoot((dispose) => {
    expect(createRecent(held([])).hasOlder()).toBe(true);
    expect(createRecent(held([invite()], null)).hasOlder()).toBe(false);
    expect(createRecent(held([invite(), old()], null)).hasOlder()).toBe(true);
    dispose();
  });
});

test("an invite that is looked up is held from then on, and what is known already is not made older", async () => {
  const school = held([]);
  await lookUp(school, async () => old({ version: 4 }));
  expect(school.invites.at("old")?.version).toBe(4);
  school.invites.took(old({ version: 6 }));
  await lookUp(school, async () => old({ version: 5 }));
  expect(school.invites.at("old")?.version).toBe(6);
});

test("an answer that comes after another snapshot is asked for anew: what was heard of the invite is forgotten by then", async () => {
  const school = held([]);
  const answers = [old({ version: 4 }), old({ version: 5 })];
  const ask = vi.fn(async () => {
    const answer = answers.shift() as PublicInvite;
    if (ask.mock.calls.length === 1) {
      school.invites.took(old({ version: 5 }));
      school.another([]);
    }
    return answer;
  });
  await lookUp(school, ask);
  expect(school.invites.at("old")?.version).toBe(5);
});

test("older invites come part by part, and a search goes on until it has found something", async () => {
  const parts = [
    { items: [], next: "b" },
    { items: [old()], next: "c" },
    { items: [], next: null },
  ];
  const ask = vi.fn(async () => parts.shift() ?? { items: [], next: null });
  const older = createOlder(ask);
  older.want({ q: "joy" });
  await older.more();
  expect(older.rows().map(({ id }) => id)).toEqual(["old"]);
  expect(older.isWhole()).toBe(false);
  await older.more();
  expect(older.isWhole()).toBe(true);
  await older.more();
  expect(ask.mock.calls.map(([, cursor]: unknown[]) => cursor)).toEqual([null, "b", "c"]);
});

test("the answer to what was wanted before is not shown, and a failure can be tried again", async () => {
  let come = (_: { items: PublicInvite[]; next: null }) => {};
  const late = new Promise<{ items: PublicInvite[]; next: null }>((resolve) => {
    come = resolve;
  });
  const ask = vi.fn(() => late);
  const older = createOlder(ask);
  const first = older.more();
  older.want({ q: "other" });
  come({ items: [old()], next: null });
  await first;
  expect(older.rows()).toEqual([]);
  ask.mockRejectedValueOnce(new Error("lost"));
  await older.more();
  expect(older.trouble()).toBe("That did not work. Try again.");
  await older.more();
  expect(older.trouble()).toBeNull();
  expect(older.rows()).toHaveLength(1);
});

test("a file has all of them", async () => {
  const parts = [
    { items: [old({ id: "a" })], next: "b" },
    { items: [old({ id: "b" })], next: null },
  ];
  const all = await allOlder(async () => parts.shift() ?? { items: [], next: null }, {});
  expect(all.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("the server is asked for what the list shows: its tab, its words and its choices; never for what is pending", () => {
  const none = () => null;
  expect(wantedOf({ filter: "all", query: " joy " }, none)).toEqual({ q: "joy" });
  const chosen = (key: string) => ({ role: "viewer", type: "none", by: "priya" })[key] ?? null;
  expect(wantedOf({ filter: "expired", query: "" }, chosen)).toEqual({
    status: "expired",
    role: "viewer",
    staffType: "none",
    by: "priya",
  });
  expect(wantedOf({ filter: "pending", query: "joy" }, none)).toBeNull();
  expect(wantedOf({ filter: "todo", query: "" }, none)).toBeNull();
});

test("what somebody has scrolled to stays while others invite or the list is asked for the same: no question is asked anew", () => {
  const school = held([invite(), old()], null);
  const [shown, show] = createSignal<Parameters<typeof wantedOf>[0]>({ filter: "all", query: "" });
  const times = { found: 0, asked: 0 };
  const dispose = createRoot((dispose) => {
    const recent = createRecent(school);
    const wanted = createWanted(() => {
      times.found++;
      return recent.hasOlder() ? wantedOf(shown(), () => null) : null;
    });
    createComputed(on(wanted, () => times.asked++));
    return dispose;
  });
  for (const id of ["tom", "ade"]) school.invites.took(invite({ id }));
  expect(times).toEqual({ found: 1, asked: 1 });
  show({ filter: "all", query: "" });
  expect(times).toEqual({ found: 2, asked: 1 });
  show({ filter: "all", query: "joy" });
  expect(times).toEqual({ found: 3, asked: 2 });
  dispose();
});

test("an address that says what is no role or staff type asks for nothing by it, and a long text for its beginning", () => {
  const mistyped = (key: string) => ({ role: "king", type: "jester" })[key] ?? null;
  expect(wantedOf({ filter: "all", query: "x".repeat(300) }, mistyped)).toEqual({
    q: "x".repeat(100),
  });
});
