import { createDraft } from "../ui/forms/draft.ts";
import { type Field, permissionFields, permissionsWith, tidied, type UserEdit } from "./edit.ts";

/** What is being typed about somebody, on top of the row it began with. */
export function createUserDraft(first: UserEdit) {
  /** Permissions ticked by hand in this edit. */
  const ticked = new Set<Field>();
  return createDraft<UserEdit>(first, {
    tidy: tidied,
    follow: (field, edited, base) => {
      if (permissionFields.some((permission) => permission === field)) ticked.add(field);
      return field === "staffType" ? permissionsWith(edited.staffType, base, ticked) : {};
    },
  });
}

export type UserDraft = ReturnType<typeof createUserDraft>;
