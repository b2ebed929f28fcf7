import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sweep } from "#worker/events/sweep";
import { Deployment, queue, recipients, rowFor } from "../../outbox.ts";
import { type Cast, cast } from "../../people.ts";

let people: Cast;
let post: Deployment;
/** Ends the patience with a mail service that does not answer. */
let patience: AbortController;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  patience = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("mail that nobody answers", () => {
  it("holds up its own school's alone: Fernhill's leaves while Oakfield's waits for an answer", async () => {
    const later = Date.now() + 60_000;
    const ours = await queue(people.priya, {}, later - 2);
    const theirs = await queue(people.ngozi, {}, later - 1);
    await post.script("hang", "sent");
    const swept = sweep(post.env, later);
    await vi.waitFor(async () => expect((await rowFor(theirs)).status).toBe("sent"));
    expect(recipients(await post.received())).toEqual([ours.email, theirs.email].sort());
    expect((await rowFor(ours)).status).toBe("sending");
    patience.abort();
    await swept;
    expect(await rowFor(ours)).toMatchObject({ status: "queued", doubts: 1 });
  });
});
