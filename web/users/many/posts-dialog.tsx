import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { canGrant, type Role, roleNames, roles } from "#domain/roles";
import type { ManyChange } from "#domain/users/acts";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { type VerdictLine, Verdicts } from "../../ui/lists/ticks/verdicts.tsx";
import { note } from "../../ui/notes.tsx";
import { ChoiceForMany } from "./choice-for-many.tsx";
import { isChanged, postWords } from "./words.ts";

interface Row {
  id: string;
  role: Role;
  staffType: StaffType | null;
}

interface PostsDialogProps<T extends Row, V extends { outcome: string }> {
  /** The rows that are ticked, as they were when they were asked for. */
  rows: readonly T[];
  /** What they are called together, such as "ticked users": what is half chosen is kept by it. */
  name: string;
  /** A number of them, in words. */
  many: (number: number) => string;
  nameOf: (row: T) => string;
  /** Why one stays as it is, whatever is chosen; null for one that need not. */
  whyNot?: (row: T) => string | null;
  listLabel: string;
  guidance: (change: ManyChange) => string;
  warning?: (change: ManyChange) => JSX.Element;
  send: (rows: readonly T[], change: ManyChange, key: string) => Promise<V[]>;
  verdictTitle: (done: number, all: number) => string;
  verdictLine: (verdict: V) => Omit<VerdictLine, "isDone">;
  /** Something was done. */
  done: (() => void) | undefined;
  close: () => void;
}

/** Gives every ticked row another role or staff type; then says of each what became of it, where that is not the same of all. */
export function PostsDialog<T extends Row, V extends { outcome: string }>(
  props: PostsDialogProps<T, V>,
) {
  const { me } = usePlace();
  const [role, setRole] = createSignal<Role | null>(null);
  const [staffType, setStaffType] = createSignal<StaffType | null>(null);
  const [verdicts, setVerdicts] = createSignal<readonly V[]>([]);
  const change = createMemo<ManyChange>(() => {
    const [toRole, toType] = [role(), staffType()];
    return { ...(toRole && { role: toRole }), ...(toType && { staffType: toType }) };
  });
  const whyNot = (row: T) => props.whyNot?.(row) ?? null;
  const concerned = () =>
    props.rows.filter((row) => whyNot(row) === null && isChanged(row, change()));
  const done = () => verdicts().filter(isDone).length;
  const form = createSubmit({
    wish: change,
    send: (key) => props.send(concerned(), change(), key),
    done: (found) => {
      setVerdicts(found);
      const number = done();
      if (number > 0)
        note({ about: "ticked", text: `Changed ${props.many(number)}.`, tone: "good" });
      if (number === found.length) props.close();
      if (number > 0) props.done?.();
    },
  });
  const isOpen = () => verdicts().length === 0 && !form.isPending();
  const unsaved = createUnsavedChanges(() => isOpen() && (role() ?? staffType()) !== null, {
    name: props.name,
    typed: () => (isOpen() ? { role: role(), staffType: staffType() } : null),
    restore: (typed) => {
      setRole(typed.role);
      setStaffType(typed.staffType);
    },
  });

  return (
    <Show
      when={done() < verdicts().length}
      fallback={
        <Dialog
          title={`Change ${props.many(props.rows.length)}`}
          shut={props.close}
          form={form}
          unsaved={unsaved}
          close="Cancel"
          confirm={form.isPending() ? "Changing…" : `Change ${concerned().length || ""}`.trim()}
          isIdle={concerned().length === 0}
        >
          <div class="field-pair">
            <ChoiceForMany
              label="Role"
              options={roles.filter((each) => canGrant(me.role, each))}
              names={roleNames}
              value={role()}
              choose={setRole}
            />
            <ChoiceForMany
              label="Staff type"
              options={staffTypes}
              names={staffTypeNames}
              value={staffType()}
              choose={setStaffType}
            />
          </div>
          <p class="field-note">
            {props.guidance(change())}{" "}
            <HelpLink to="who-can-what" isApart>
              Who can do what?
            </HelpLink>
          </p>
          {props.warning?.(change())}
          <ul class="names" aria-label={props.listLabel}>
            <For each={props.rows}>
              {(row) => (
                <li>
                  <span translate="no">{props.nameOf(row)}</span>
                  <span class="guidance">{whyNot(row) ?? postWords(row, change())}</span>
                </li>
              )}
            </For>
          </ul>
        </Dialog>
      }
    >
      <Verdicts
        title={props.verdictTitle(done(), verdicts().length)}
        lines={verdicts().map((one) => ({ ...props.verdictLine(one), isDone: isDone(one) }))}
        close={props.close}
      />
    </Show>
  );
}

function isDone({ outcome }: { outcome: string }): boolean {
  return outcome === "done";
}
