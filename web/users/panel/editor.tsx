import { createSignal, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import { MailFates } from "../../actions/mail-fates.tsx";
import type { Ask } from "../../actions/open-dialog.ts";
import { createRowForm, RowFormFoot } from "../../actions/row-form.tsx";
import { UserGroups } from "../../groups/user-groups.tsx";
import { usePlace } from "../../place.ts";
import { isRefusal } from "../../replica/api.ts";
import { FormSheet } from "../../ui/forms/form-sheet.tsx";
import { PresenceLine } from "../../ui/presence/line.tsx";
import { createUserCommands } from "../commands.ts";
import { UserClashes } from "./clashes.tsx";
import { userHabits } from "./draft.ts";
import { editOf, personal } from "./edit.ts";
import { UserFields } from "./fields.tsx";
import { UserHead } from "./head.tsx";
import { UserLikeness } from "./likeness.tsx";
import { locksOf } from "./locks.ts";
import { slipsOf, userProblems } from "./problems.ts";
import { UserActions } from "./row-actions.tsx";
import { changeOf } from "./sent.ts";

/** The form for somebody who has an account [A3]. */
export function UserEditor(props: { user: PublicUser; ask: Ask }) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  const { id } = props.user;
  const [isElsewhere, setElsewhere] = createSignal(false);
  const locks = () => locksOf(me, props.user, isElsewhere());
  const row = createRowForm({
    noun: "user",
    id,
    known: () => {
      const user = school.users.knownAt(id);
      return isWhole(user) ? user : props.user;
    },
    nameOf: fullName,
    fieldsOf: editOf,
    habits: userHabits(),
    keep: school.users.took,
    slipsOf,
    problems: userProblems,
    change: (changes, version, draft) =>
      commands.change(id, version, changeOf(changes, draft.now())),
    onRefusal(error, draft) {
      if (!isRefusal(error, "managed_by_person")) return;
      setElsewhere(true);
      draft.restore(personal);
    },
  });

  return (
    <FormSheet
      form={row.form}
      head={<UserHead user={props.user} isOwn={id === me.id} />}
      foot={
        <Show when={!locks().all}>
          <RowFormFoot of={row} />
        </Show>
      }
    >
      <PresenceLine id={id} />
      <UserLikeness user={props.user} ask={props.ask} />
      <UserClashes id={props.user.id} draft={row.draft} />
      <UserFields
        draft={row.draft}
        problems={row.form.problems()}
        locks={locks()}
        ownerId={id}
        ask={props.ask}
        username={
          <div class="field">
            <span class="label">Username</span>
            <p class="fixed" translate="no">
              {props.user.username}
            </p>
            <p class="field-note">A username stays the same for good.</p>
          </div>
        }
      />
      <UserGroups user={props.user} ask={props.ask} />
      <MailFates about={id} />
      <UserActions user={props.user} isElsewhere={isElsewhere()} ask={props.ask} />
    </FormSheet>
  );
}
