import { For } from "solid-js";
import { OverviewCard } from "./card.tsx";
import { FigureLink } from "./figure-link.tsx";
import type { staffFigures } from "./figures.ts";

/** How many there are of each, as numbers and as lengths. */
export function StaffCard(props: { staff: ReturnType<typeof staffFigures> }) {
  const most = () => props.staff.types[0]?.count ?? 1;
  return (
    <OverviewCard
      title="Staff by type"
      name="staff"
      aside={
        <FigureLink to={props.staff.active.to}>
          <strong>{props.staff.active.count}</strong> active
        </FigureLink>
      }
    >
      <ul class="types">
        <For each={props.staff.types}>
          {({ name, count, to }) => (
            <li>
              <FigureLink to={to}>{name}</FigureLink>
              <span class="type-bar" aria-hidden="true">
                <span style={{ width: `${(100 * count) / most()}%` }} />
              </span>
              <strong>{count}</strong>
            </li>
          )}
        </For>
      </ul>
    </OverviewCard>
  );
}
