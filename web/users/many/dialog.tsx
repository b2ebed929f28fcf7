import { createMemo, createSignal, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canGrant, isAtLeast, type Role, roleNames, roles } from "#domain/roles";
import type { ManyChange } from "#domain/users/acts";
import { isWhole } from "#domain/users/seen";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { note } from "../../ui/notes.tsx";
import { ChoiceForMany } from "./choice-for-many.tsx";
import { changeMany, type Verdict } from "./commands.ts";
import { Verdicts } from "./verdicts.tsx";
import { isChanged, many, postWords } from "./words.ts";

interface ManyDialogProps {
  ids: string[];
  /** Something was done. */
  done?: (() => void) | undefined;
  close: () => void;
}

/** Gives everybody who is ticked another role or staff type; then says of each what became of it, where that is not the same of all. */
export default function ManyDialog(props: ManyDialogProps) {
  const { me, school } = usePlace();
  // Rows may change while the dialog stands; what was asked must not.
  const people = props.ids.map((id) => school.users.at(id)).filter(isWhole);
  const [role, setRole] = createSignal<Role | null>(null);
  const [staffType, setStaffType] = createSignal<StaffType | null>(null);
  const [verdicts, setVerdicts] = createSignal<Verdict[]>([]);
  const change = createMemo<ManyChange>(() => {
    const [toRole, toType] = [role(), staffType()];
    return { ...(toRole && { role: toRole }), ...(toType && { staffType: toType }) };
  });
  const concerned = () => people.filter((user) => isChanged(user, change()));
  const isStepDown = () => {
    const to = role();
    return to !== null && !isAtLeast(to, me.role) && people.some(({ id }) => id === me.id);
  };
  const isRefused = () => verdicts().some(({ outcome }) => outcome !== "done");
  const form = createSubmit({
    wish: change,
    send: (key) => changeMany(school, concerned(), change(), key),
    done: (found) => {
      setVerdicts(found);
      const done = found.filter(({ outcome }) => outcome === "done").length;
      if (done > 0) note({ about: "ticked", text: `Changed ${many(done)}.`, tone: "good" });
      if (!isRefused()) props.close();
      if (done > 0) props.done?.();
    },
  });
  const isOpen = () => verdicts().length === 0 && !form.isPending();
  const unsaved = createUnsavedChanges(() => isOpen() && (role() ?? staffType()) !== null, {
    name: "ticked users",
    typed: () => (isOpen() ? { role: role(), staffType: staffType() } : null),
    restore: (typed) => {
      setRole(typed.role);
      setStaffType(typed.staffType);
    },
  });

  return (
    <Show
      when={isRefused()}
      fallback={
        <Dialog
          title={`Change ${many(people.length)}`}
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
            <Show when={staffType()} fallback="What you leave as it is stays each person’s own.">
              SLT and Headteacher bring the permissions for historical data and whole-school
              information; other staff types clear them.
            </Show>{" "}
            <HelpLink to="who-can-what" isApart>
              Who can do what?
            </HelpLink>
          </p>
          <Show when={isStepDown()}>
            <p class="problem">
              You are among them: what your new role does not allow ends at once.
            </p>
          </Show>
          <ul class="names" aria-label="Who is changed">
            <For each={people}>
              {(user) => (
                <li>
                  {fullName(user)}
                  <span class="guidance">{postWords(user, change())}</span>
                </li>
              )}
            </For>
          </ul>
        </Dialog>
      }
    >
      <Verdicts verdicts={verdicts()} close={props.close} />
    </Show>
  );
}
