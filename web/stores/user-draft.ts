import { batch, createSignal } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { merge } from "../merge.ts";
import { editedFields, type Field, permissionFields, permissionsWith, tidied, type UserEdit } from "./user-edit.ts";

/** A field that somebody else changed as well, until it is decided whose value stands [C2]. */
export interface Clash<F extends Field = Field> {
  field: F;
  mine: UserEdit[F];
  theirs: UserEdit[F];
  chosen: "mine" | "theirs" | null;
}

/** What is being typed about somebody, on top of the row it began with. */
export function createUserDraft(first: UserEdit) {
  const [base, setBase] = createSignal(first);
  const [edited, setEdited] = createStore<UserEdit>({ ...first });
  const [clashes, setClashes] = createSignal<readonly Clash[]>([]);
  /** Permissions ticked by hand in this edit. */
  const ticked = new Set<Field>();
  const changed = () => editedFields(base(), { ...edited });

  return {
    edited,
    changed,
    clashes,
    isDirty: () => Object.keys(changed()).length > 0,
    isUndecided: () => clashes().some((clash) => clash.chosen === null),
    now: () => tidied({ ...unwrap(edited) }),
    set,
    choose,
    rebase,
    restore,
  };

  function set<F extends Field>(field: F, value: UserEdit[F]): void {
    batch(() => {
      put(field, value);
      setClashes((all) => all.filter((clash) => clash.field !== field));
    });
  }

  /** Whose value stands. It may be chosen again until it is saved. */
  function choose(field: Field, chosen: "mine" | "theirs"): void {
    const clash = clashes().find((one) => one.field === field);
    if (!clash) return;
    batch(() => {
      put(field, clash[chosen]);
      setClashes((all) => all.map((one) => (one.field === field ? { ...one, chosen } : one)));
    });
  }

  /** Takes in what somebody else saved: what I have not touched becomes theirs, what both touched becomes a clash. */
  function rebase(current: UserEdit): void {
    const before = base();
    const mine = tidied({ ...unwrap(edited) });
    const found = merge(before, mine, current).clashes;
    batch(() => {
      for (const field of Object.keys(current) as Field[]) if (mine[field] === before[field]) setEdited(field, current[field]);
      setBase(current);
      const added = (Object.keys(found) as Field[]).flatMap((field) => {
        const clash = found[field];
        return clash ? [{ field, ...clash, chosen: null } as Clash] : [];
      });
      // What both meanwhile agree on needs no decision.
      const open = clashes().filter(({ field }) => !found[field] && edited[field] !== current[field]);
      setClashes([...open, ...added]);
    });
  }

  /** Back to what is stored, for these fields. */
  function restore(fields: readonly Field[]): void {
    for (const field of fields) set(field, base()[field]);
  }

  function put<F extends Field>(field: F, value: UserEdit[F]): void {
    if (permissionFields.some((permission) => permission === field)) ticked.add(field);
    setEdited({ [field]: value } as Partial<UserEdit>);
    if (field === "staffType") setEdited(permissionsWith(edited.staffType, base(), ticked));
  }
}

export type UserDraft = ReturnType<typeof createUserDraft>;
