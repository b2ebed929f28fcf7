import { ChoiceField } from "../../ui/forms/choice-field.tsx";

interface ChoiceForManyProps<T extends string> {
  label: string;
  options: readonly T[];
  names: Record<T, string>;
  value: T | null;
  choose: (value: T | null) => void;
}

/** One value for many rows, or each its own. */
export function ChoiceForMany<T extends string>(props: ChoiceForManyProps<T>) {
  return (
    <ChoiceField<T | "">
      label={props.label}
      value={props.value ?? ""}
      setValue={(value) => props.choose(value || null)}
      options={[
        ["", "Leave as it is"],
        ...props.options.map((option) => [option, props.names[option]] as const),
      ]}
    />
  );
}
