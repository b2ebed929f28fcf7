import { expect, test } from "vitest";
import { isNews, sentence, spoken } from "#domain/events/sentences";
import { monogram } from "#domain/schools/monogram";
import { took } from "#domain/time";
import { retryDelayMs } from "../../../web/replica/backoff.ts";
import { merge } from "../../../web/ui/forms/merge.ts";
import { moment, span } from "../../../web/ui/times.ts";
import { at, event, invite, noon } from "../rows.ts";

const said = (what: Parameters<typeof sentence>[0], me = "priya") => {
  const words = sentence(what, me);
  return [spoken(words), words.detail];
};

test("what others did is told by name, what I did as you", () => {
  expect(said(event(1, "invite.sent"))).toEqual([
    "Tom Mills invited j.okafor@oakfield.example.",
    "Editor · Teacher",
  ]);
  expect(said(event(1, "invite.sent"), "tom")).toEqual([
    "You invited j.okafor@oakfield.example.",
    "Editor · Teacher",
  ]);
});

test("a resend says which link it was, even when the row has moved on", () => {
  const resent = event(2, "invite.resent", { resends: 3 }, { resends: [0, 1] });
  expect(said(resent)[1]).toBe("link 2 of 4 · older links no longer work");
});

test("an acceptance tells who it was and how long it took", () => {
  const user = {
    id: "joy",
    title: null,
    givenName: "Joy",
    middleName: null,
    familyName: "Okafor",
    staffType: "teacher",
    role: "editor",
    groupIds: [],
    email: null,
  } as const;
  const accepted = {
    ...event(3, "invite.sent"),
    kind: "invite.accepted" as const,
    invite: invite({ status: "accepted", sentAt: at(-2), acceptedAt: at(0.25) }),
    user: { ...user, groupIds: [] },
  };
  expect(said(accepted)).toEqual(["Joy Okafor accepted.", "Editor · took 2 h 15 m"]);
  expect(said({ ...accepted, invite: null })[1]).toBe("Editor");
});

test("changes are told old and new", () => {
  const changed = event(
    4,
    "invite.changed",
    {},
    { role: ["editor", "admin"], staffType: ["teacher", null] },
  );
  expect(said(changed)[1]).toBe("Editor → Admin · Teacher → no staff type");
});

test("mail that goes its way is no news, a bounce is, with its reason", () => {
  const sent = event(5, "invite.delivery", {}, { delivery: ["queued", "sent"] });
  expect([isNews(sent), ...said(sent)]).toEqual([
    false,
    "j.okafor@oakfield.example was mailed.",
    "",
  ]);
  const bounced = event(
    6,
    "invite.delivery",
    { delivery: "bounced", deliveryReason: "No such mailbox." },
    { delivery: ["sent", "bounced"] },
  );
  expect(isNews(bounced)).toBe(true);
  expect(said(bounced)).toEqual(["j.okafor@oakfield.example bounced.", "No such mailbox."]);
});

test("lengths of time", () => {
  expect([span(67_320_000), span(2_530_000), span(8_200), span(-5)]).toEqual([
    "18 h 42 m",
    "42 m 10 s",
    "9 s",
    "0 s",
  ]);
  const lengths = [30_000, 240_000, 7_860_000, 6 * 3_600_000, 3 * 86_400_000];
  expect(lengths.map(took)).toEqual(["30 s", "4 m", "2 h 11 m", "6 h", "3 days"]);
});

test("moments, by the school's clock", () => {
  const told = (hours: number) => moment(at(hours), noon, "Europe/London");
  expect([told(0), told(-0.5), told(-2), told(-20), told(-70), told(-240)]).toEqual([
    "just now",
    "30 m ago",
    "10:00 today",
    "16:00 yesterday",
    "Sat 14:00",
    "14 Nov",
  ]);
  expect(moment("2026-11-24T00:30:00Z", noon, "America/New_York")).toBe("19:30 yesterday");
});

test("two edits of different fields become one, two of the same field are asked about", () => {
  const base = { role: "editor", staffType: "teacher" };
  const mine = { role: "admin", staffType: "teacher" };
  expect(merge(base, mine, { role: "editor", staffType: "slt" })).toEqual({
    changes: { role: "admin" },
    clashes: {},
  });
  expect(merge(base, mine, { role: "admin", staffType: "teacher" })).toEqual({
    changes: {},
    clashes: {},
  });
  expect(merge(base, mine, { role: "viewer", staffType: "teacher" })).toEqual({
    changes: {},
    clashes: { role: { mine: "admin", theirs: "viewer" } },
  });
});

test("pauses grow, end at 10 s, and are spread", () => {
  expect([0, 1, 2, 3].map((attempt) => retryDelayMs(attempt, () => 1))).toEqual([
    1_000, 2_000, 4_000, 8_000,
  ]);
  expect(retryDelayMs(50, () => 1)).toBe(10_000);
  expect(retryDelayMs(0, () => 0)).toBe(200);
});

test("initials are the first and the last", () => {
  expect([
    monogram("Oakfield High"),
    monogram("Priya Anne Shah"),
    monogram("The School of Bath"),
    monogram(""),
  ]).toEqual(["OH", "PS", "SB", "S"]);
});
