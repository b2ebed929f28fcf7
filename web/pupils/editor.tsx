import { fullName } from "#domain/names";
import type { PublicPupil } from "#domain/pupils";
import { createRowForm, RowFormFoot } from "../actions/row-form.tsx";
import { usePlace } from "../place.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormSheet } from "../ui/forms/form-sheet.tsx";
import { SheetHead } from "../ui/forms/row-sheets.tsx";
import { ActivePill } from "../ui/lists/active-pill.tsx";
import { PresenceLine } from "../ui/presence/line.tsx";
import { createPupilCommands } from "./commands.ts";
import {
  changeOf,
  editOf,
  fieldNames,
  groupsIn,
  type PupilEdit,
  pupilProblems,
  slipsOf,
  tidied,
} from "./draft.ts";
import { PupilFields } from "./fields.tsx";
import { rosterOf } from "./roster.ts";
import { PupilActions } from "./row-actions.tsx";

/** The form for a pupil there is. */
export function PupilEditor(props: { pupil: PublicPupil }) {
  const { school } = usePlace();
  const commands = createPupilCommands(school);
  const roster = rosterOf(school);
  const { id } = props.pupil;
  const row = createRowForm({
    noun: "pupil",
    id,
    known: () => roster.rows.knownAt(id) ?? props.pupil,
    nameOf: fullName,
    fieldsOf: editOf,
    habits: { tidy: tidied },
    keep: roster.rows.took,
    slipsOf,
    problems: pupilProblems,
    change: (changes, version) => commands.change(id, version, changeOf(changes)),
  });

  return (
    <FormSheet
      form={row.form}
      head={
        <SheetHead title={fullName(props.pupil)}>
          <ActivePill status={props.pupil.status} />
        </SheetHead>
      }
      foot={<RowFormFoot of={row} />}
    >
      <PresenceLine id={id} />
      <Clashes
        id={props.pupil.id}
        clashes={row.draft.clashes()}
        choose={row.draft.choose}
        what="this pupil"
        names={fieldNames}
        valueName={(field, value) => said(field, value) || "Nothing"}
      />
      <PupilFields draft={row.draft} problems={row.form.problems()} />
      <PupilActions pupil={props.pupil} />
    </FormSheet>
  );

  function said(field: keyof PupilEdit, value: string): string {
    if (field !== "groups") return value;
    return groupsIn(value)
      .flatMap((one) => school.groups.at(one)?.name ?? [])
      .join(", ");
  }
}
