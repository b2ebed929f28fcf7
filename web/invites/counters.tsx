import { type JSX, Show } from "solid-js";
import type { count } from "./list.ts";

export type Figures = ReturnType<typeof count>;

/** How it stands, in four figures. */
export function Counters(props: { figures: Figures }) {
  const percent = () => Math.round((props.figures.shareAccepted ?? 0) * 100);
  return (
    <section class="counters" aria-label="How it stands">
      <Counter label="Pending" value={props.figures.pending}>
        {props.figures.endingSoon > 0
          ? `${expire(props.figures.endingSoon)} in the next 2 h`
          : "none running out"}
      </Counter>
      <Counter label="Accepted" value={props.figures.accepted}>
        {props.figures.acceptedToday > 0 ? `+${props.figures.acceptedToday} today` : "none today"}
      </Counter>
      <Counter label="Expired" value={props.figures.expired}>
        {props.figures.resendable > 0
          ? `${props.figures.resendable} can be resent`
          : "none to resend"}
      </Counter>
      <Counter
        label="Accepted, last 30 days"
        value={props.figures.shareAccepted === null ? "–" : `${percent()}%`}
      >
        <Show when={props.figures.shareAccepted !== null} fallback="no invites yet">
          <svg class="share" viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
            <rect class="share-rest" width="100" height="5" />
            <rect
              class="share-pending"
              width={percent() + (props.figures.sharePending ?? 0) * 100}
              height="5"
            />
            <rect class="share-accepted" width={percent()} height="5" />
          </svg>
        </Show>
      </Counter>
    </section>
  );
}

function Counter(props: { label: string; value: number | string; children: JSX.Element }) {
  return (
    <div class="card counter">
      <span class="counter-label">{props.label}</span>
      <strong class="counter-value">{props.value}</strong>
      <span class="counter-note">{props.children}</span>
    </div>
  );
}

function expire(figure: number): string {
  return figure === 1 ? "1 expires" : `${figure} expire`;
}
