import { For, Show } from "solid-js";
import type { InviteStatus } from "#domain/invites";
import { filterNames } from "../invites/list.ts";
import { usePlace } from "../place.ts";
import { nameOfDay } from "../ui/times.ts";
import { FigureLink } from "./figure-link.tsx";
import type { DayFigures } from "./figures.ts";
import type { Figure } from "./links.ts";

const statuses: InviteStatus[] = ["accepted", "pending", "expired", "revoked"];

/** What the bars show, in figures: for all who ask, and for screen readers in any case. */
export function DaysTable(props: { days: DayFigures[]; now: number; isShown: boolean }) {
  const { school } = usePlace();
  const days = () => props.days.filter(({ sent }) => sent.count > 0).reverse();
  return (
    <div classList={{ "visually-hidden": !props.isShown }}>
      <table class="days">
        <caption class="visually-hidden">
          Invites by the day they were sent, the latest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Sent</th>
            <For each={statuses}>{(status) => <th scope="col">{filterNames[status]}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={days()}>
            {(day) => (
              <tr>
                <th scope="row">{nameOfDay(day.day, props.now, school.timeZone())}</th>
                <Cell figure={day.sent} isLink={props.isShown} />
                <For each={statuses}>
                  {(status) => <Cell figure={day[status]} isLink={props.isShown} />}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

/** No link where nobody would see that it has the focus. */
function Cell(props: { figure: Figure; isLink: boolean }) {
  return (
    <td>
      <Show when={props.isLink && props.figure.count > 0} fallback={props.figure.count || "–"}>
        <FigureLink to={props.figure.to}>{props.figure.count}</FigureLink>
      </Show>
    </td>
  );
}
