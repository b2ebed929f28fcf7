import { createDraft, type Draft, type Habits } from "../../ui/forms/draft.ts";
import { type Field, permissionFields, permissionsWith, tidied, type UserEdit } from "./edit.ts";

/** What is being typed about somebody. */
export type UserDraft = Draft<UserEdit>;

/** What is being typed about somebody new. */
export function createUserDraft(first: UserEdit): UserDraft {
  return createDraft(first, userHabits());
}

/** What a form about somebody does by itself. */
export function userHabits(): Habits<UserEdit> {
  /** Permissions ticked by hand in this edit. */
  const ticked = new Set<Field>();
  return {
    tidy: tidied,
    follow: (field, edited, base) => {
      if (permissionFields.some((permission) => permission === field)) ticked.add(field);
      return field === "staffType" ? permissionsWith(edited.staffType, base, ticked) : {};
    },
  };
}
