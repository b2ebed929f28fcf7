import { createSignal, For, Show } from "solid-js";
import { took } from "#domain/time";
import { Bars } from "./bars.tsx";
import { OverviewCard } from "./card.tsx";
import type { Layer } from "./chart.ts";
import { DaysTable } from "./days-table.tsx";
import { FigureLink } from "./figure-link.tsx";
import type { inviteFigures } from "./figures.ts";

/** How the invites of the last 30 days go: in figures, and day by day as bars or as a table. */
export function InvitesCard(props: { figures: ReturnType<typeof inviteFigures>; now: number }) {
  const [isTable, setTable] = createSignal(false);
  const figures = () => props.figures;
  const words: Record<Layer, string> = {
    accepted: "accepted",
    pending: "pending",
    missed: "expired or revoked",
  };
  return (
    <OverviewCard
      title="Invites, last 30 days"
      name="invites"
      aside={
        <Show when={figures().sent.count > 0}>
          <button type="button" class="link-button" onClick={() => setTable(!isTable())}>
            {isTable() ? "As bars" : "As a table"}
          </button>
        </Show>
      }
    >
      <Show
        when={figures().sent.count > 0}
        fallback={<p class="muted">Nobody has been invited in the last 30 days.</p>}
      >
        <ul class="big-figures">
          <li>
            <FigureLink to={figures().sent.to}>{figures().sent.count}</FigureLink>
            <span class="sub">sent</span>
          </li>
          <li>
            <Show when={figures().percentAccepted !== null} fallback={<strong>–</strong>}>
              <FigureLink to={figures().ended.to}>{figures().percentAccepted}%</FigureLink>
            </Show>
            <span class="sub">accepted, of those ended</span>
          </li>
          <li>
            <Show when={figures().usualTimeMs !== null} fallback={<strong>–</strong>}>
              <FigureLink to={figures().accepted.to}>{took(figures().usualTimeMs ?? 0)}</FigureLink>
            </Show>
            <span class="sub" title="Half of them took no longer.">
              usual time to accept
            </span>
          </li>
        </ul>
        <Show when={!isTable()}>
          <Bars days={figures().days} />
        </Show>
        <DaysTable days={figures().days} now={props.now} isShown={isTable()} />
        <ul class="legend">
          <For each={["accepted", "pending", "missed"] as const}>
            {(layer) => (
              <li>
                <span class="legend-sign" data-layer={layer} aria-hidden="true" />
                <FigureLink to={figures()[layer].to}>
                  {figures()[layer].count} {words[layer]}
                </FigureLink>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </OverviewCard>
  );
}
