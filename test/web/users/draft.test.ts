import { expect, test } from "vitest";
import { createUserDraft } from "../../../web/users/panel/draft.ts";
import { editOf } from "../../../web/users/panel/edit.ts";
import { user } from "../rows.ts";

const base = editOf(user());
const draft = () => createUserDraft(base);

test("[C2] what somebody else saved in other fields becomes mine without a word", () => {
  const mine = draft();
  mine.set("middleName", "Maria");
  mine.rebase({ ...base, phone: "0115 496 0001" });
  expect(mine.now()).toMatchObject({ middleName: "Maria", phone: "0115 496 0001" });
  expect(mine.changed()).toEqual({ middleName: "Maria" });
  expect(mine.clashes()).toEqual([]);
});

test("[C2] a field that both changed waits for a decision, either way", () => {
  const mine = draft();
  mine.set("phone", "0115 496 0002");
  mine.rebase({ ...base, phone: "0115 496 0003" });
  expect(mine.isUndecided()).toBe(true);
  expect(mine.edited.phone).toBe("0115 496 0002");
  mine.choose("phone", "theirs");
  expect(mine.isUndecided()).toBe(false);
  expect(mine.isDirty()).toBe(false);
  mine.choose("phone", "mine");
  expect(mine.changed()).toEqual({ phone: "0115 496 0002" });
});

test("[C2] typing in the field decides as well, and so does their agreeing", () => {
  const mine = draft();
  mine.set("phone", "0115 496 0002");
  mine.rebase({ ...base, phone: "0115 496 0003" });
  mine.set("phone", "0115 496 0004");
  expect(mine.isUndecided()).toBe(false);
  const other = draft();
  other.set("phone", "0115 496 0002");
  other.rebase({ ...base, phone: "0115 496 0003" });
  other.rebase({ ...base, phone: "0115 496 0002" });
  expect(other.clashes()).toEqual([]);
  expect(other.isDirty()).toBe(false);
});

test("[A5] a staff type ticks permissions, a tick by hand stands", () => {
  const mine = draft();
  mine.set("editHistory", true);
  mine.set("editHistory", false);
  mine.set("staffType", "headteacher");
  expect(mine.edited).toMatchObject({
    editHistory: false,
    seeWholeSchool: true,
    setTargets: false,
  });
  mine.set("staffType", "teacher");
  expect(mine.isDirty()).toBe(false);
});

test("[A19] what was typed before a session ended goes on, on top of what somebody else saved meanwhile", () => {
  const before = draft();
  before.set("middleName", "Maria");
  before.set("phone", "0115 496 0002");
  const held = JSON.parse(JSON.stringify(before.typed())) as NonNullable<
    ReturnType<typeof before.typed>
  >;
  const after = createUserDraft({ ...base, phone: "0115 496 0003", title: "Dr" });
  expect(after.typed()).toBe(null);
  after.resume(held);
  expect(after.now()).toMatchObject({ middleName: "Maria", phone: "0115 496 0002", title: "Dr" });
  expect(after.clashes()).toMatchObject([{ field: "phone", theirs: "0115 496 0003" }]);
  // A second session that ends leaves the decision open.
  const again = createUserDraft({ ...base, phone: "0115 496 0003", title: "Dr" });
  again.resume(after.typed() ?? held);
  expect(again.isUndecided()).toBe(true);
  expect(again.changed()).toMatchObject({ middleName: "Maria" });
});
