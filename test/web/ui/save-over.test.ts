import { expect, test, vi } from "vitest";
import { Problem } from "../../../web/replica/api.ts";
import { createRowDraft } from "../../../web/ui/forms/save-over.ts";

interface Row {
  role: string;
  phone: string;
  version: number;
}

const first: Row = { role: "editor", phone: "1", version: 1 };
const fieldsOf = ({ role, phone }: Row) => ({ role, phone });

/** A form, and a row that somebody else has changed meanwhile. */
function form(theirs: Partial<Row>) {
  let stored = { ...first, ...theirs, version: 2 };
  const keep = vi.fn();
  const draft = createRowDraft(fieldsOf(first), { seen: first, fieldsOf, keep });
  const send = vi.fn(async (changes: Partial<Row>, version: number) => {
    if (version !== stored.version) throw new Problem("changed", "", {}, stored);
    stored = { ...stored, ...changes, version: stored.version + 1 };
    return stored;
  });
  return { draft, send, keep, save: () => draft.saveOver(send) };
}

test("[C2] other fields merge without a word", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("role", "admin");
  expect(await mine.save()).toEqual({ role: "admin", phone: "2", version: 3 });
  expect(mine.keep.mock.calls.map(([row]) => row.version)).toEqual([2, 3]);
  expect([mine.send.mock.calls.length, mine.draft.isDirty(), mine.draft.now()]).toEqual([
    2,
    false,
    { role: "admin", phone: "2" },
  ]);
});

test("[C2] the same field waits for a choice, and nothing is sent before", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("phone", "3");
  expect(await mine.save()).toBeNull();
  expect(mine.draft.clashes()).toEqual([{ field: "phone", mine: "3", theirs: "2", chosen: null }]);
  expect(await mine.save()).toBeNull();
  expect(mine.send).toHaveBeenCalledTimes(1);
  mine.draft.choose("phone", "mine");
  expect(await mine.save()).toMatchObject({ phone: "3", role: "editor" });
});

test("[C2] whoever makes the same change has nothing left to save", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("phone", "2");
  expect(await mine.save()).toBeNull();
  expect([mine.draft.isUndecided(), mine.draft.isDirty()]).toEqual([false, false]);
});

test("[C2] any other refusal is passed on, and so is one that never ends", async () => {
  const mine = form({});
  mine.draft.set("phone", "2");
  mine.send.mockRejectedValue(new Problem("email_taken", ""));
  await expect(mine.save()).rejects.toMatchObject({ code: "email_taken" });
  mine.send.mockImplementation(async () => {
    throw new Problem("changed", "", {}, first);
  });
  await expect(mine.save()).rejects.toMatchObject({ code: "changed" });
});

test("[C2] a row that comes late changes nothing that a newer one has said", () => {
  const { draft } = form({});
  const { takeIn } = draft;
  takeIn({ ...first, phone: "3", version: 3 });
  takeIn({ ...first, phone: "2", version: 2 });
  takeIn(null);
  expect([draft.now().phone, draft.seen()?.version, draft.seen()?.phone]).toEqual(["3", 3, "3"]);
});
