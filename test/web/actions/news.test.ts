import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Role } from "#domain/roles";
import { createNews } from "../../../web/actions/news.ts";
import { wayBack } from "../../../web/actions/way-back.ts";
import type { Place } from "../../../web/place.ts";
import { createSchool } from "../../../web/replica/school.ts";
import type { Source } from "../../../web/replica/school-api.ts";
import type { Note } from "../../../web/ui/notes.tsx";
import { nouns } from "../nouns.ts";
import { at, event, invite, noon, user, userEvent } from "../rows.ts";

const { note, say } = vi.hoisted(() => ({ note: vi.fn(), say: vi.fn() }));
vi.mock("../../../web/ui/notes.tsx", () => ({ note, say }));

const nowhere = () => false;
beforeEach(() => {
  note.mockReset();
  say.mockReset();
  vi.useFakeTimers({ now: noon + 1_000 });
});
afterEach(() => vi.useRealTimers());

/** Oakfield in the window of somebody. */
function window(role: Role = "admin", id = "ade"): Place {
  const school = createSchool("oak", {} as Source);
  return { school, me: { id, name: "Ade Olu", role } } as unknown as Place;
}

const notes = () => note.mock.calls.map(([shown]) => shown as Note);

test("[C5] one event is told in its own words", () => {
  const tell = createNews(nouns, window(), nowhere);
  tell([event(1, "invite.resent", { resends: 1 })]);
  vi.runAllTimers();
  expect(notes()).toMatchObject([{ text: "Tom Mills resent j.okafor@oakfield.example." }]);
});

test("[C5] a burst of fifty is one note, however it arrives", () => {
  const tell = createNews(nouns, window(), nowhere);
  for (let seq = 1; seq <= 50; seq++) {
    tell([event(seq, "invite.sent", { email: `p${seq}@oakfield.example` })]);
    vi.advanceTimersByTime(20);
  }
  vi.runAllTimers();
  expect(notes()).toMatchObject([
    { text: "50 updates by others", detail: "Tom Mills invited p1@oakfield.example, and 49 more." },
  ]);
});

test("[C5] what does not end is told all the same, each part once", () => {
  const tell = createNews(nouns, window(), nowhere);
  for (let seq = 1; seq <= 100; seq++) {
    tell([event(seq, "invite.sent")]);
    vi.advanceTimersByTime(100);
  }
  vi.runAllTimers();
  const told = notes().map(({ text }) => Number.parseInt(text, 10));
  expect(told.length).toBeGreaterThan(1);
  expect(told.reduce((sum, count) => sum + count)).toBe(100);
});

test("nobody is told of their own acts, nor of mail that goes its way", () => {
  const tell = createNews(nouns, window("admin", "tom"), nowhere);
  tell([
    event(1, "invite.sent"),
    { ...event(2, "invite.delivery", {}, { delivery: ["queued", "sent"] }), actor: null },
  ]);
  vi.runAllTimers();
  expect(notes()).toEqual([]);
});

test("[C6] any admin may undo what another did, from the note, for the rest of the eight seconds", () => {
  const place = window();
  const sent = event(1, "invite.sent", { sentAt: at(0) });
  place.school.invites.took(invite({ sentAt: at(0) }));
  createNews(nouns, place, nowhere)([sent]);
  vi.runAllTimers();
  const [told] = notes();
  expect([told?.action?.label, told?.duration, told?.action?.isOffered?.()]).toEqual([
    "Undo",
    6_600,
    true,
  ]);
  place.school.invites.took(invite({ sentAt: at(0), version: 2, status: "accepted" }));
  expect(told?.action?.isOffered?.()).toBe(false);
});

test("[C6] nothing is taken back after its time, twice, or by somebody who could not have done it", () => {
  const place = window();
  const [sent, revoked] = [event(1, "invite.sent"), event(2, "invite.revoked")];
  const left = userEvent("user.deactivated");
  place.school.invites.took(invite({ sentAt: at(0) }));
  place.school.users.took(user({ status: "inactive" }));
  expect(wayBack(nouns, sent, place)?.until).toBe(noon + 8_000);
  expect(wayBack(nouns, left, place)).not.toBeNull();
  expect(
    wayBack(nouns, userEvent("user.deactivated", { mergedInto: [null, "other"] }), place),
  ).toBeNull();
  expect(wayBack(nouns, revoked, place)).toBeNull();
  place.school.invites.took(
    invite({ sentAt: at(0), status: "revoked", revokedAt: at(0), version: 2 }),
  );
  expect([wayBack(nouns, sent, place), wayBack(nouns, revoked, place) !== null]).toEqual([
    null,
    true,
  ]);
  place.school.users.took(user({ status: "active", version: 2 }));
  expect(wayBack(nouns, left, place)).toBeNull();
  place.school.invites.took(
    invite({ sentAt: at(0), status: "revoked", revokedAt: at(0), version: 3, role: "owner" }),
  );
  expect(wayBack(nouns, revoked, place)).toBeNull();
  expect(wayBack(nouns, revoked, { ...place, me: { ...place.me, role: "owner" } })).not.toBeNull();
  vi.setSystemTime(noon + 8_000);
  expect(wayBack(nouns, revoked, { ...place, me: { ...place.me, role: "owner" } })).toBeNull();
});

test("[U7] what somebody sees where they look is said to those who listen, and no note tells it again", () => {
  const tell = createNews(nouns, window(), (one) => one.seq !== 2);
  tell([event(1, "invite.resent"), event(2, "invite.resent"), event(3, "invite.resent")]);
  vi.runAllTimers();
  expect(notes()).toMatchObject([{ text: "Tom Mills resent j.okafor@oakfield.example." }]);
  expect(say.mock.calls).toMatchObject([[{ text: "2 updates by others" }]]);
});
