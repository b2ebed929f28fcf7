import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import type { Event } from "#domain/events";
import { sentence, spoken } from "#domain/events/sentences";
import { newPupil, type PublicPupil, publishedPupil } from "#domain/pupils";
import { counted } from "../../../web/groups/counts.ts";
import { inOrder, searchPupils, yearsOf } from "../../../web/pupils/list.ts";
import { type AskRoster, createRoster } from "../../../web/pupils/roster.ts";
import { beside } from "../../../web/replica/device/saved-replica.ts";
import { at, event, noRows } from "../rows.ts";

function pupil(but: Partial<PublicPupil> = {}): PublicPupil {
  const details = { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7" };
  const made = newPupil(details, { id: "mia", schoolId: "oakfield" }, 0);
  return { ...publishedPupil(made, []), ...but };
}

type PupilKind = Extract<Event, { pupil: unknown }>["kind"];

function told(kind: PupilKind, but: Partial<PublicPupil> = {}, changes: Event["changes"] = null) {
  const actor = { id: "tom", name: "Tom Mills" };
  return { seq: 1, at: at(0), actor, command: "c", kind, changes, pupil: pupil(but) } as const;
}

const rowOf = (but: Partial<PublicPupil>, groups: string[] = []) => ({ ...pupil(but), groups });

/** A school that says what is heard, and a roster of it whose answers come when they are let. */
function stage() {
  const hearers: ((events: Event[], since: number) => void)[] = [];
  const answers: ((part: Awaited<ReturnType<AskRoster>>) => void)[] = [];
  const asked: (string | null)[] = [];
  const onHeard = (tell: (typeof hearers)[number]) => {
    hearers.push(tell);
    return () => true;
  };
  const roster = createRoot(() =>
    createRoster({ onHeard, snapshots: () => 0 }, (cursor) => {
      asked.push(cursor);
      return new Promise((resolve) => answers.push(resolve));
    }),
  );
  const hear = (...events: Event[]) => {
    for (const tell of hearers) tell(events, 0);
  };
  const answer = async (items: PublicPupil[], next: string | null = null) => {
    answers.shift()?.({ items, next });
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { roster, hear, answer, asked };
}

test("[S6] all pupils come in parts, and what is heard meanwhile is newer than an answer under way", async () => {
  const { roster, hear, answer, asked } = stage();
  roster.load();
  hear(told("pupil.changed", { id: "mia", familyName: "Coles", version: 2 }));
  hear(told("pupil.added", { id: "new" }));
  hear(told("pupil.erased", { id: "gone", givenName: "", familyName: "" }));
  await answer([pupil(), pupil({ id: "gone" })], "on");
  expect(roster.isWhole()).toBe(false);
  await answer([pupil({ id: "zoe" })]);
  expect(asked).toEqual([null, "on"]);
  expect(roster.isWhole()).toBe(true);
  expect(
    roster.rows
      .all()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(["mia", "new", "zoe"]);
  expect(roster.rows.at("mia")?.familyName).toBe("Coles");
  hear(told("pupil.deactivated", { id: "zoe", status: "inactive", version: 2 }));
  expect(roster.rows.at("zoe")?.status).toBe("inactive");
});

test("[S6] asked for anew, whoever left unheard is gone, and an older answer counts no more", async () => {
  const { roster, answer, asked } = stage();
  roster.load();
  await answer([pupil({ id: "left" })]);
  roster.load();
  roster.load();
  await answer([pupil({ id: "old" })]);
  await answer([pupil({ id: "now" })]);
  expect(asked).toEqual([null, null, null]);
  expect(roster.rows.all().map(({ id }) => id)).toEqual(["now"]);
});

test("[S6] the list searches what its row shows, and sorts years as a school counts them", () => {
  const zoe = rowOf({ id: "zoe", givenName: "Zoë", familyName: "O’Neil", yearGroup: "Year 10" }, [
    "7A",
  ]);
  const ali = rowOf({
    id: "ali",
    upn: "A123456789012",
    yearGroup: "Reception",
    status: "inactive",
  });
  const found = (query: string, filter: "active" | "all" = "all") =>
    searchPupils([zoe, ali], filter, query).map(({ id }) => id);
  expect(found("oneil zoe")).toEqual(["zoe"]);
  expect(found("a1234567")).toEqual(["ali"]);
  expect(found("7a")).toEqual(["zoe"]);
  expect(found("", "active")).toEqual(["zoe"]);
  const nine = rowOf({ id: "nine", yearGroup: "Year 9" });
  const order = { by: "yearGroup", isDescending: false } as const;
  expect(inOrder([zoe, nine, ali], order).map(({ id }) => id)).toEqual(["ali", "nine", "zoe"]);
  expect(yearsOf([zoe, nine, ali])).toEqual(["Reception", "Year 9", "Year 10"]);
});

test("[S6] a group counts its active pupils, once all are known", () => {
  const group = {
    id: "7a",
    name: "7A",
    yearGroup: null,
    status: "active",
    staff: 0,
    pupils: 5,
    source: "hand",
    version: 1,
  } as const;
  const pupils = [pupil({ groupIds: ["7a"] }), pupil({ groupIds: ["7a"], status: "inactive" })];
  expect(counted([group], [], null)[0]?.pupils).toBe(5);
  expect(counted([group], [], pupils)[0]?.pupils).toBe(1);
});

test("[S6] on a device of one's own nothing is kept that tells of a pupil", () => {
  const events = [told("pupil.added"), event(2, "invite.sent")];
  const state = {
    epoch: "e",
    seq: 2,
    school: null,
    recovery: null,
    invitesSince: null,
    events,
    ...noRows,
  };
  expect(beside(state).events.map(({ kind }) => kind)).toEqual(["invite.sent"]);
});

test("[S6] what happens to a pupil is said in words, and of whoever is erased no name is said", () => {
  const said = (event: ReturnType<typeof told>) => {
    const words = sentence(event, "tom");
    return [spoken(words), words.detail];
  };
  expect(said(told("pupil.added"))).toEqual(["You added the pupil Mia Cole.", "Year 7"]);
  expect(
    said(told("pupil.changed", {}, { upn: [null, null], yearGroup: ["Year 7", null] })),
  ).toEqual(["You changed the pupil Mia Cole.", "UPN · Year 7 → no year group"]);
  const gone = { givenName: "", familyName: "" };
  expect(said(told("pupil.deactivated", gone))[0]).toBe(
    "You deactivated a pupil whose details were erased.",
  );
  expect(said(told("pupil.erased", gone))[0]).toBe("You erased a pupil who had left.");
});
