import { A } from "@solidjs/router";
import { For } from "solid-js";
import { usePlace } from "../place.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { OverviewCard } from "./card.tsx";
import type { FirstStep } from "./first-steps.ts";

/** Welcomes a new school, step by step [U6]. */
export function FirstDayCard(props: { steps: FirstStep[] }) {
  const { school } = usePlace();
  const done = () => props.steps.filter(({ isDone }) => isDone).length;
  return (
    <OverviewCard
      title={`Welcome to ${school.school()?.name ?? "Staffroom"}`}
      name="first-day"
      aside={<span class="muted">{`${done()} of ${props.steps.length} done`}</span>}
    >
      <ol class="first-steps">
        <For each={props.steps}>
          {(step) => (
            <li data-done={step.isDone}>
              <span class="first-step-tick" aria-hidden="true">
                {step.isDone ? "✓" : ""}
              </span>
              <div>
                <A href={`/s/${school.id}/${step.to}`}>{step.title}</A>
                <span class="visually-hidden">{step.isDone ? " (done)" : " (to do)"}</span>
                <span class="sub">{step.why}</span>
              </div>
            </li>
          )}
        </For>
      </ol>
      <p class="alone">
        <HelpLink to="first-day">How to begin</HelpLink>
      </p>
    </OverviewCard>
  );
}
