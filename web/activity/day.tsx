import type { ActivityFilter } from "#domain/events/activity";
import { dayOf } from "#domain/time";
import { usePlace } from "../place.ts";
import { withDay } from "./filter.ts";

interface DayProps {
  label: string;
  which: "from" | "to";
  filter: ActivityFilter;
  set: (filter: ActivityFilter) => void;
}

/** A day that a filter begins or ends with. */
export function Day(props: DayProps) {
  const { school } = usePlace();
  const today = () => dayOf(school.clock.minute(), school.timeZone());
  return (
    <label class="activity-filter">
      <span class="label">{props.label}</span>
      <input
        class="input"
        type="date"
        min="2020-01-01"
        max={today()}
        value={props.filter[props.which] ?? ""}
        onChange={(event) => take(event.currentTarget)}
      />
    </label>
  );

  /** While a year is typed it passes through others. */
  function take(input: HTMLInputElement): void {
    if (input.validity.valid)
      props.set(withDay(props.filter, props.which, input.value || undefined));
  }
}
