import { expect, test, vi } from "vitest";
import { createSchool } from "../../../web/replica/school.ts";
import type { Snapshot, Source } from "../../../web/replica/school-api.ts";
import { event, invite, noRows, user } from "../rows.ts";

function snapshot(but: Partial<Snapshot> = {}): Snapshot {
  const school = { id: "oakfield", name: "Oakfield High" } as Snapshot["school"];
  const empty = { ...noRows, recovery: null, invitesSince: null };
  return { ...empty, epoch: "e1", seq: 5, school, users: [user()], invites: [invite()], ...but };
}

function source(but: Partial<Source> = {}): Source {
  const page = { epoch: "e1", seq: 5, to: 5, more: false, events: [] };
  return {
    snapshot: async () => snapshot(),
    events: async () => page,
    recent: async () => [],
    ...but,
  };
}

test("what was heard while a snapshot was on its way is not lost again", async () => {
  const withdrawn = event(6, "invite.revoked", { status: "revoked" });
  const answers = [
    snapshot(),
    snapshot({ seq: 6, invites: [invite({ version: 6, status: "revoked" })] }),
  ];
  const ask = vi.fn(async () => answers.shift() as Snapshot);
  const school = createSchool("oakfield", source({ snapshot: ask }));
  school.restore({ ...snapshot(), events: [] });
  const loading = school.load();
  school.hear([withdrawn], 6);
  await loading;
  expect(school.heard().seq).toBe(6);
  expect(school.invites.at("joy")?.status).toBe("revoked");
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a replica can be told whole, and is the same again from that", async () => {
  const [one, other] = [createSchool("oakfield", source()), createSchool("oakfield", source())];
  await one.load();
  one.hear([event(6, "invite.sent", { id: "new" })], 7);
  other.restore(one.state());
  expect(other.state()).toEqual(one.state());
  expect(other.state()).toMatchObject({
    epoch: "e1",
    seq: 7,
    invites: [{ id: "new" }, { id: "joy" }],
    events: [{ seq: 6 }],
  });
});

test("another history leaves nothing of the one before in the feed", async () => {
  const school = createSchool(
    "oakfield",
    source({ snapshot: async () => snapshot({ epoch: "e2", seq: 2 }) }),
  );
  school.restore({ ...snapshot(), events: [event(5, "invite.sent")] });
  await school.load();
  expect(school.state()).toMatchObject({ epoch: "e2", seq: 2, events: [] });
});

test("the events that are told come with the number before them", async () => {
  const school = createSchool("oakfield", source());
  await school.load();
  const heard = vi.fn();
  school.onHeard(heard);
  const events = [event(7, "invite.sent")];
  school.hear(events, 8);
  expect(heard).toHaveBeenCalledExactlyOnceWith(events, 5);
});

test("what a newer server tells of has no words here, and is left out of the feed", async () => {
  const strange = { ...event(4, "invite.sent"), kind: "weather.turned" } as unknown as ReturnType<
    typeof event
  >;
  const school = createSchool(
    "oakfield",
    source({ recent: async () => [strange, event(3, "invite.sent")] }),
  );
  await school.load();
  await school.loadFeed("admin");
  expect(school.feed.events().map(({ seq }) => seq)).toEqual([3]);
});
