import { useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";

/** The one year group that the list shows, which its address holds [U1]. */
export function createChosenYear() {
  const [params, setParams] = useSearchParams<{ year: string }>();
  return {
    year: () => params.year ?? null,
    choose: (year: string | null) => setParams({ year }),
    /** The end of an address, with the year group in it. */
    within(search: string): string {
      const all = new URLSearchParams(search);
      if (params.year) all.set("year", params.year);
      return all.size > 0 ? `?${all}` : "";
    },
  };
}

/** Chooses a year group, of those there are. */
export function YearChoice(props: {
  chosen: ReturnType<typeof createChosenYear>;
  years: readonly string[];
}) {
  return (
    <Show when={props.years.length > 0}>
      <label class="group-choice">
        <span class="visually-hidden">Year group</span>
        <select
          class="input"
          onChange={(event) => props.chosen.choose(event.currentTarget.value || null)}
        >
          <option value="">All years</option>
          <For each={props.years}>
            {(year) => (
              <option value={year} selected={year === props.chosen.year()}>
                {year}
              </option>
            )}
          </For>
        </select>
      </label>
    </Show>
  );
}
