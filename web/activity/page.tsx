import { useSearchParams } from "@solidjs/router";
import Download from "lucide-solid/icons/download";
import { createEffect, createMemo, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { ActivityFilter } from "#domain/events/activity";
import { usePlace } from "../place.ts";
import { isUpToDate } from "../replica/connection.ts";
import { createSteadyList } from "../ui/lists/steady-list.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { PageTop } from "../ui/page-top.tsx";
import { FeedButton } from "./feed.tsx";
import { fileOf, filterOf } from "./filter.ts";
import { ActivityFilters } from "./filters.tsx";
import { askOf, createActivity, inOrder } from "./history.ts";
import { ActivityList } from "./list.tsx";
import { PrintButton } from "./print-button.tsx";

/** Who did what, when and to whom [C3]. */
export default function ActivityPage() {
  const { school, liveness } = usePlace();
  const [params, setParams] = useSearchParams();
  usePageTitle(() => "Activity");
  const filter = createMemo(() => filterOf(params), {}, { equals: isSame });
  const isFiltered = () => Object.keys(filter()).length > 0;
  const activity = createActivity(askOf(school.id));
  const news = createMemo(() => activity.news(school.timeZone()));
  const steady = createSteadyList(createMemo(() => news().map((event) => event.seq)));
  const taken = createMemo(() => new Set(steady.shown()));
  const fresh = createMemo(() => news().filter((event) => taken().has(event.seq)));
  const events = createMemo(() => inOrder([...activity.told(), ...fresh()]));
  const updates = () => news().length - fresh().length;
  const show = () => void activity.show(filter());
  // After a snapshot not everything that was missed has been heard.
  createEffect(on([filter, school.snapshots], show));
  createEffect(
    on(liveness, (now) => void (isUpToDate(now) && activity.stage() === "failed" && show())),
  );
  onCleanup(school.onHeard(activity.hear));

  return (
    <>
      <PageTop title="Activity">
        <FeedButton />
        <a class="button shrinking" href={fileOf(school.id, filter())} download="activity.csv">
          <Download size={16} aria-hidden="true" />
          <span>Download CSV</span>
        </a>
        <PrintButton activity={activity} apply={steady.apply} />
      </PageTop>
      <ActivityFilters filter={filter()} set={setFilter} clear={clear} />
      <p class="visually-hidden" role="status">
        <Show when={isFiltered() && activity.stage() === "ready" && !activity.isAsking()}>
          {found()}
        </Show>
      </p>
      <Switch>
        <Match when={activity.stage() === "failed"}>
          <div class="panel">
            <h2>That did not load</h2>
            <p role="alert">{activity.failure()}</p>
            <button type="button" class="button primary" onClick={show}>
              Try again
            </button>
          </div>
        </Match>
        <Match when={activity.stage() === "loading"}>
          <div class="bone list activity-bone" aria-busy="true" />
        </Match>
        <Match when={events().length > 0 || updates() > 0}>
          <ActivityList
            events={events()}
            isNew={(event) => fresh().includes(event)}
            updates={updates()}
            apply={steady.apply}
            watch={steady.watch}
            activity={activity}
          />
        </Match>
        <Match when={true}>
          <Nothing isFiltered={isFiltered()} clear={clear} />
        </Match>
      </Switch>
    </>
  );

  /** Choosing goes into the browser's history; turning the same choice about does not. */
  function setFilter(next: ActivityFilter): void {
    const names = ["person", "kind", "from", "to"] as const;
    const isNewChoice = names.some(
      (name) => (filter()[name] === undefined) !== (next[name] === undefined),
    );
    setParams(Object.fromEntries(names.map((name) => [name, next[name]])), {
      replace: !isNewChoice,
    });
  }

  /** The button that was pressed goes away. */
  function clear(): void {
    setFilter({});
    document.querySelector<HTMLElement>(".activity-filters select")?.focus();
  }

  function found(): string {
    // What comes by itself has its own note.
    const count = activity.told().length;
    return activity.next() === null ? `${count} found` : `More than ${count} found`;
  }
}

function isSame(one: ActivityFilter, other: ActivityFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function Nothing(props: { isFiltered: boolean; clear: () => void }) {
  return (
    <div class="panel">
      <h2>{props.isFiltered ? "Nothing matches" : "Nothing has happened yet"}</h2>
      <Show
        when={props.isFiltered}
        fallback={
          <p>Who invites, joins, leaves or changes something is told here, as it happens.</p>
        }
      >
        <p>Choose somebody else or other days, or look at everything.</p>
        <button type="button" class="button" onClick={() => props.clear()}>
          Show everything
        </button>
      </Show>
    </div>
  );
}
