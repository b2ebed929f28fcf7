import { createSignal } from "solid-js";
import type { Roster } from "#domain/rosters/roster";
import { usePlace } from "../place.ts";
import { ChoiceField } from "../ui/forms/choice-field.tsx";

interface AskSchoolProps {
  name: string;
  schools: Roster["schools"];
  reason: string;
  answer: (school: string) => void;
}

/** A package of several schools: which of them is this? */
export function AskSchool(props: AskSchoolProps) {
  const { school } = usePlace();
  const namesake = () => props.schools.find(({ name }) => name === school.school()?.name);
  const [chosen, setChosen] = createSignal((namesake() ?? props.schools[0])?.sourcedId ?? "");
  return (
    <form
      class="mis-columns"
      onSubmit={(event) => {
        event.preventDefault();
        props.answer(chosen());
      }}
    >
      <p role="alert">
        <strong>{props.name}</strong>: {props.reason}
      </p>
      <ChoiceField
        label="Your school"
        value={chosen()}
        setValue={setChosen}
        options={[
          ...props.schools.map(({ sourcedId, name }) => [sourcedId, name || sourcedId] as const),
          ["", "All of them, as one school"],
        ]}
      />
      <div class="paste-foot">
        <button type="submit" class="button primary">
          Read it like this
        </button>
      </div>
    </form>
  );
}
