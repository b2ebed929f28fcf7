import { longestGroupName, longestYearGroup, yearGroups } from "#domain/groups";
import type { Draft } from "../ui/forms/draft.ts";
import { TextField } from "../ui/forms/text-field.tsx";
import type { GroupEdit } from "./draft.ts";

interface GroupFieldsProps {
  draft: Draft<GroupEdit>;
  problems: Record<string, string>;
}

/** What a group is called, and for which year. */
export function GroupFields(props: GroupFieldsProps) {
  const text = (field: keyof GroupEdit) => ({
    value: props.draft.edited[field],
    setValue: (value: string) => props.draft.set(field, value),
    problem: props.problems[field],
  });
  return (
    <>
      <TextField label="Name" {...text("name")} maxLength={longestGroupName} />
      <TextField
        label="Year group"
        isOptional
        {...text("yearGroup")}
        maxLength={longestYearGroup}
        suggestions={yearGroups}
      />
    </>
  );
}
