import { expect, test } from "vitest";
import { judge, readFrame } from "../../../web/replica/frames.ts";
import { event } from "../rows.ts";

const heard = { epoch: "e1", seq: 7 };
const frame = (from: number, to: number, epoch = "e1") => ({
  type: "events" as const,
  epoch,
  from,
  to,
  events: Array.from({ length: to - from + 1 }, (_, i) => event(from + i, "invite.sent")),
});

test("the next number is applied", () => {
  expect(judge(heard, frame(8, 9))).toMatchObject({
    act: "apply",
    seq: 9,
    events: [{ seq: 8 }, { seq: 9 }],
  });
});

test("what was heard before is dropped", () => {
  expect(judge(heard, frame(5, 7))).toEqual({ act: "drop" });
});

test("of a frame that overlaps only the new part is applied", () => {
  expect(judge(heard, frame(6, 8))).toMatchObject({ act: "apply", seq: 8, events: [{ seq: 8 }] });
});

test("a gap is fetched", () => {
  expect(judge(heard, frame(9, 10))).toEqual({ act: "fetch", seq: 10 });
});

test("a frame without events for this person still moves the number on", () => {
  expect(judge(heard, { ...frame(8, 9), events: [] })).toEqual({
    act: "apply",
    events: [],
    seq: 9,
  });
});

test("a greeting that knows more is caught up with, one that does not is dropped", () => {
  const hello = { type: "hello" as const, epoch: "e1", seq: 9, now: "" };
  expect(judge(heard, hello)).toEqual({ act: "fetch", seq: 9 });
  expect(judge(heard, { ...hello, seq: 7 })).toEqual({ act: "drop" });
});

test("another epoch starts anew, whatever its numbers", () => {
  expect(judge(heard, frame(8, 8, "e2"))).toEqual({ act: "restart" });
  expect(judge(heard, { type: "hello", epoch: "e2", seq: 7, now: "" })).toEqual({ act: "restart" });
});

test("a kind this page has never heard of starts anew", () => {
  const strange = readFrame(JSON.stringify(frame(8, 8)).replace("invite.sent", "weather.turned"));
  if (strange?.type !== "events") throw new Error("It was not read as events.");
  expect(judge(heard, strange)).toEqual({ act: "restart" });
});

test("what is not a message is not read", () => {
  for (const data of ["pong", "{", '{"type":"rumour","people":[]}', new ArrayBuffer(2)])
    expect(readFrame(data)).toBeNull();
  expect(readFrame(JSON.stringify(frame(8, 8)))).toMatchObject({ type: "events", to: 8 });
});
