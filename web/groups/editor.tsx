import type { PublicGroup } from "#domain/groups";
import type { Ask } from "../actions/open-dialog.ts";
import { createRowForm, RowFormFoot } from "../actions/row-form.tsx";
import { usePlace } from "../place.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormSheet } from "../ui/forms/form-sheet.tsx";
import { SheetHead } from "../ui/forms/row-sheets.tsx";
import { ActivePill } from "../ui/lists/active-pill.tsx";
import { PresenceLine } from "../ui/presence/line.tsx";
import { createGroupCommands } from "./commands.ts";
import { changeOf, editOf, fieldNames, groupProblems, slipsOf, tidied } from "./draft.ts";
import { GroupFields } from "./fields.tsx";
import { GroupMembers } from "./group-members.tsx";
import { GroupActions } from "./row-actions.tsx";

/** The form for a group there is, and who is in it. */
export function GroupEditor(props: { group: PublicGroup; ask: Ask }) {
  const { school } = usePlace();
  const commands = createGroupCommands(school);
  const { id } = props.group;
  const row = createRowForm({
    noun: "group",
    id,
    known: () => school.groups.knownAt(id) ?? props.group,
    nameOf: (group) => group.name,
    fieldsOf: editOf,
    habits: { tidy: tidied },
    keep: school.groups.took,
    slipsOf,
    problems: groupProblems,
    change: (changes, version) => commands.change(id, version, changeOf(changes)),
  });

  return (
    <FormSheet
      form={row.form}
      head={
        <SheetHead title={props.group.name}>
          <ActivePill status={props.group.status} />
        </SheetHead>
      }
      foot={<RowFormFoot of={row} />}
    >
      <PresenceLine id={id} />
      <Clashes
        id={id}
        clashes={row.draft.clashes()}
        choose={row.draft.choose}
        what="this group"
        names={fieldNames}
        valueName={(_, value) => value || "Nothing"}
      />
      <GroupFields draft={row.draft} problems={row.form.problems()} />
      <GroupMembers id={id} ask={props.ask} />
      <GroupActions group={props.group} />
    </FormSheet>
  );
}
