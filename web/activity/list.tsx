import { createMemo, createSignal, For, Show } from "solid-js";
import type { Event } from "#domain/events";
import { usePlace } from "../place.ts";
import { createRowFocus } from "../ui/lists/row-focus.ts";
import { UpdatesButton } from "../ui/lists/updates-button.tsx";
import { nameOfDay } from "../ui/times.ts";
import { type Activity, byDay } from "./history.ts";
import { ActivityLine } from "./line.tsx";
import { MoreLines } from "./more-lines.tsx";
import { mostPrinted } from "./print-button.tsx";

interface ActivityListProps {
  /** The latest first. */
  events: readonly Event[];
  isNew: (event: Event) => boolean;
  /** How many would come. */
  updates: number;
  apply: () => void;
  /** Keeps the order while the pointer or the focus is in this. */
  watch: (frame: HTMLElement) => void;
  activity: Pick<Activity, "told" | "next" | "more" | "failure" | "isAsking" | "keptFrom">;
}

/** What happened, day by day. */
export function ActivityList(props: ActivityListProps) {
  const { school } = usePlace();
  const days = createMemo(() => byDay(props.events, school.timeZone()));
  const [frame, setFrame] = createSignal<HTMLElement>();
  const ids = createMemo(() => props.events.map((event) => String(event.seq)));
  const places = createMemo(() => new Map(ids().map((id, index) => [id, index])));
  const rowFocus = createRowFocus({
    ids,
    places,
    list: frame,
    reveal: (index) => lineAt(index)?.scrollIntoView({ block: "nearest" }),
    rowHeight: () => lineAt(0)?.offsetHeight ?? 54,
    open: (_, link) => link.click(),
  });
  const keys = { onKeyDown: rowFocus.press };
  return (
    <div
      ref={take}
      class="table-frame"
      tabindex={-1}
      aria-busy={props.activity.isAsking()}
      {...keys}
    >
      <UpdatesButton count={props.updates} apply={props.apply} />
      <For each={[...days().keys()]}>
        {(day) => (
          <section class="activity-day" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{nameOfDay(day, school.clock.minute(), school.timeZone())}</h2>
            <ol class="activity">
              <For each={days().get(day)}>
                {(event) => <ActivityLine event={event} isNew={props.isNew(event)} />}
              </For>
            </ol>
          </section>
        )}
      </For>
      <Show when={props.activity.next() === null} fallback={<More activity={props.activity} />}>
        <Show when={props.activity.keptFrom() > 1}>
          <p class="activity-end">Older activity is no longer kept.</p>
        </Show>
      </Show>
    </div>
  );

  function take(element: HTMLElement): void {
    setFrame(element);
    props.watch(element);
  }

  function lineAt(index: number): HTMLElement | null {
    return frame()?.querySelectorAll<HTMLElement>("[data-id]")[index]?.closest("li") ?? null;
  }
}

function More(props: Pick<ActivityListProps, "activity">) {
  const more = () => void props.activity.more();
  const isLongest = () => props.activity.told().length >= mostPrinted;
  return (
    <>
      <Show
        when={props.activity.failure()}
        fallback={<MoreLines show={more} isBusy={props.activity.isAsking()} />}
      >
        {(why) => (
          <p class="activity-end not-printed" role="alert">
            {why()}{" "}
            <button type="button" class="text-button" onClick={more}>
              Try again
            </button>
          </p>
        )}
      </Show>
      <p class="activity-end only-printed">
        What came before is not on this paper.{" "}
        {isLongest()
          ? "Choose earlier days and print them on their own."
          : "The page’s Print button fetches it first."}
      </p>
    </>
  );
}
