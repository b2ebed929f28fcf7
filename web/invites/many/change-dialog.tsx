import { createMemo, createSignal, For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { canGrant, type Role, roleNames, roles } from "#domain/roles";
import type { ManyChange } from "#domain/users/acts";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { note } from "../../ui/notes.tsx";
import { ChoiceForMany } from "../../users/many/choice-for-many.tsx";
import { isChanged, postWords } from "../../users/many/words.ts";
import { changeMany, type Verdict } from "./commands.ts";
import { Verdicts } from "./verdicts.tsx";
import { isPossible, many } from "./words.ts";

interface ChangeManyProps {
  ids: string[];
  /** Something was done. */
  done?: (() => void) | undefined;
  close: () => void;
}

/** Makes every ticked invite be to another role or staff type [I15]; their links stay the same. */
export default function ChangeManyDialog(props: ChangeManyProps) {
  const { me, school } = usePlace();
  // Rows may change while the dialog stands; what was asked must not.
  const invites = props.ids.flatMap((id) => school.invites.at(id) ?? []);
  const [role, setRole] = createSignal<Role | null>(null);
  const [staffType, setStaffType] = createSignal<StaffType | null>(null);
  const [verdicts, setVerdicts] = createSignal<Verdict[]>([]);
  const change = createMemo<ManyChange>(() => {
    const [toRole, toType] = [role(), staffType()];
    return { ...(toRole && { role: toRole }), ...(toType && { staffType: toType }) };
  });
  const isOpenTo = (invite: PublicInvite) => isPossible(me.role, "change", invite);
  const concerned = () => invites.filter((row) => isOpenTo(row) && isChanged(row, change()));
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
    name: "ticked invites",
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
          title={`Change ${many(invites.length)}`}
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
            Their links stay the same.{" "}
            <HelpLink to="who-can-what" isApart>
              Who can do what?
            </HelpLink>
          </p>
          <ul class="names" aria-label="What is changed">
            <For each={invites}>
              {(invite) => (
                <li>
                  <span translate="no">{invite.email}</span>
                  <span class="guidance">{becomes(invite)}</span>
                </li>
              )}
            </For>
          </ul>
        </Dialog>
      }
    >
      <Verdicts
        verdicts={verdicts()}
        none="None was changed."
        isDone="is changed."
        close={props.close}
      />
    </Show>
  );

  function becomes(invite: PublicInvite): string {
    if (isOpenTo(invite)) return postWords(invite, change());
    return invite.status === "pending"
      ? "only an Owner changes an invite to become an Owner"
      : "not pending, so it stays as it is";
  }
}
