import { expect, test, vi } from "vitest";
import { Problem } from "../../web/api.ts";
import { createDraft } from "../../web/stores/draft.ts";
import { save } from "../../web/stores/merging.ts";

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
  let seen = first;
  const draft = createDraft(fieldsOf(first));
  const ask = vi.fn(async () => {
    if (seen.version !== stored.version) throw new Problem("changed", "", {}, stored);
    stored = { ...stored, ...draft.changed(), version: stored.version + 1 };
    return stored;
  });
  const takeIn = (row: Row) => {
    seen = row;
    draft.rebase(fieldsOf(row));
  };
  return { draft, ask, takeIn, stored: () => stored };
}

test("[C2] other fields merge without a word", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("role", "admin");
  expect(await save(mine)).toEqual({ role: "admin", phone: "2", version: 3 });
  expect([mine.ask.mock.calls.length, mine.draft.isDirty(), mine.draft.now()]).toEqual([2, false, { role: "admin", phone: "2" }]);
});

test("[C2] the same field waits for a choice, and nothing is sent before", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("phone", "3");
  expect(await save(mine)).toBeNull();
  expect(mine.draft.clashes()).toEqual([{ field: "phone", mine: "3", theirs: "2", chosen: null }]);
  expect(await save(mine)).toBeNull();
  expect(mine.ask).toHaveBeenCalledTimes(1);
  mine.draft.choose("phone", "mine");
  expect(await save(mine)).toMatchObject({ phone: "3", role: "editor" });
});

test("[C2] whoever makes the same change has nothing left to save", async () => {
  const mine = form({ phone: "2" });
  mine.draft.set("phone", "2");
  expect(await save(mine)).toBeNull();
  expect([mine.draft.isUndecided(), mine.draft.isDirty()]).toEqual([false, false]);
});

test("[C2] any other refusal is passed on, and so is one that never ends", async () => {
  const mine = form({});
  mine.draft.set("phone", "2");
  mine.ask.mockRejectedValue(new Problem("email_taken", ""));
  await expect(save(mine)).rejects.toMatchObject({ code: "email_taken" });
  mine.ask.mockImplementation(async () => {
    throw new Problem("changed", "", {}, first);
  });
  await expect(save(mine)).rejects.toMatchObject({ code: "changed" });
});
