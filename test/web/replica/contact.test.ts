import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createContact } from "../../../web/replica/network/contact.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: noon }));
afterEach(() => void vi.useRealTimers());

test("a server that does not answer what it was asked is lost since it was last heard", () => {
  const contact = createContact();
  vi.advanceTimersByTime(60_000);
  contact.heard();
  vi.advanceTimersByTime(2_000);
  contact.expect();
  vi.advanceTimersByTime(2_900);
  contact.expect();
  expect(contact.lostSince()).toBe(null);
  vi.advanceTimersByTime(200);
  expect(contact.lostSince()).toBe(noon + 60_000);
  contact.heard();
  expect(contact.lostSince()).toBe(null);
});

test("one that answers in time is not", () => {
  const contact = createContact();
  contact.expect();
  vi.advanceTimersByTime(2_000);
  contact.heard();
  vi.advanceTimersByTime(60_000);
  expect(contact.lostSince()).toBe(null);
});

test("what was kept is as of when it was kept", () => {
  const contact = createContact();
  contact.stood(noon - 3_600_000);
  contact.lose();
  expect(contact.lostSince()).toBe(noon - 3_600_000);
});
