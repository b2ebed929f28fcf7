import { createUniqueId, For, Index } from "solid-js";
import { markedDays, type Piece, piecesOf, ticksOf } from "./chart.ts";
import type { DayFigures } from "./figures.ts";
import { shortDay } from "./short-day.ts";

/** How high the bars may be, and what lies between the pieces of one; pixels. */
const height = 140;
const gap = 1.5;

/** A day's share of the width that its bar takes. */
const fill = 0.72;

/** Invites by the day they were sent, as bars. The table says the same, so this is for eyes alone. */
export function Bars(props: { days: DayFigures[] }) {
  const hatch = createUniqueId();
  const ticks = () => ticksOf(props.days);
  const highest = () => ticks().at(-1) ?? 1;
  const slot = () => 100 / props.days.length;
  const top = (invites: number) => height - (invites / highest()) * height;
  return (
    <div class="bars" aria-hidden="true">
      <ul class="bars-ticks">
        <For each={ticks()}>{(tick) => <li style={{ top: `${top(tick)}px` }}>{tick}</li>}</For>
      </ul>
      <svg class="bars-drawn" width="100%" height={height} aria-hidden="true">
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path class="hatch" d="M1 0V5" />
          </pattern>
        </defs>
        <For each={ticks()}>
          {(tick) => <line class="bars-line" x1="0" x2="100%" y1={top(tick)} y2={top(tick)} />}
        </For>
        <Index each={props.days}>
          {(day, index) => (
            <For each={piecesOf(day())}>{(piece) => <Bar piece={piece} index={index} />}</For>
          )}
        </Index>
      </svg>
      <ul class="bars-days">
        <For each={markedDays(props.days)}>
          {(index) => (
            <li
              classList={{ last: index === props.days.length - 1 }}
              style={{ left: `${(index + 0.5) * slot()}%` }}
            >
              {index === props.days.length - 1 ? "Today" : shortDay(props.days[index]?.day ?? "")}
            </li>
          )}
        </For>
      </ul>
    </div>
  );

  function Bar(bar: { piece: Piece; index: number }) {
    const raised = () => (bar.piece.from > 0 ? gap : 0);
    return (
      <rect
        class="bar"
        data-layer={bar.piece.layer}
        fill={bar.piece.layer === "missed" ? `url(#${hatch})` : undefined}
        x={`${(bar.index + (1 - fill) / 2) * slot()}%`}
        width={`${fill * slot()}%`}
        y={top(bar.piece.to) + 0.5}
        height={Math.max(1, top(bar.piece.from) - top(bar.piece.to) - raised() - 0.5)}
        rx="1.5"
      />
    );
  }
}
