import { yearGroups } from "#domain/groups";
import type { Draft } from "../ui/forms/draft.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import type { PupilEdit } from "./draft.ts";
import { PupilGroups } from "./group-field.tsx";

interface PupilFieldsProps {
  draft: Draft<PupilEdit>;
  problems: Record<string, string>;
}

/** Who a pupil is, and where they belong. */
export function PupilFields(props: PupilFieldsProps) {
  const text = (field: keyof PupilEdit) => ({
    value: props.draft.edited[field],
    setValue: (value: string) => props.draft.set(field, value),
    problem: props.problems[field],
  });
  return (
    <>
      <TextField label="First name" {...text("givenName")} maxLength={80} />
      <TextField label="Surname" {...text("familyName")} maxLength={80} />
      <TextField
        label="UPN"
        isOptional
        isCode
        {...text("upn")}
        maxLength={40}
        hint="A letter and 12 digits; a temporary one ends in a letter"
      />
      <TextField
        label="Year group"
        {...text("yearGroup")}
        maxLength={20}
        suggestions={yearGroups}
      />
      <PupilGroups
        groups={props.draft.edited.groups}
        setGroups={(groups) => props.draft.set("groups", groups)}
      />
    </>
  );
}
