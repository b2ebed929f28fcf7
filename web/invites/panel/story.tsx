import { createEffect, createMemo, For, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { Event } from "#domain/events";
import type { InviteEvent } from "#domain/invites/event";
import { askOf, createActivity, inOrder } from "../../activity/history.ts";
import { usePlace } from "../../place.ts";
import { exactly, moment } from "../../ui/times.ts";
import { stepOf } from "./story-words.ts";

/** What happened to an invite, the latest first, and goes on happening. */
export function InviteStory(props: { id: string }) {
  const { school, liveness } = usePlace();
  const activity = createActivity(askOf(school.id));
  const show = () => void activity.show({ subject: props.id });
  const steps = createMemo(() =>
    inOrder([...activity.told(), ...activity.news(school.timeZone())]).filter(isStep),
  );
  // After a snapshot not everything that was missed has been heard.
  createEffect(on(school.snapshots, show));
  createEffect(
    on(liveness, (now) => void (now === "live" && activity.stage() === "failed" && show())),
  );
  onCleanup(school.onHeard(activity.hear));

  return (
    <section class="story" aria-labelledby="story-heading" aria-busy={activity.isAsking()}>
      <h3 id="story-heading">What happened</h3>
      <Switch>
        <Match when={activity.stage() === "failed"}>
          <p role="alert">
            {activity.failure()}{" "}
            <button type="button" class="text-button" onClick={show}>
              Try again
            </button>
          </p>
        </Match>
        <Match when={steps().length > 0}>
          <ol>
            <For each={steps()}>{(event) => <Step event={event} />}</For>
          </ol>
        </Match>
        <Match when={activity.stage() === "ready"}>
          <p class="muted">
            {activity.keptFrom() > 1
              ? "It lies so far back that its story is no longer kept."
              : "Nothing has happened yet."}
          </p>
        </Match>
      </Switch>
    </section>
  );
}

function Step(props: { event: Event & InviteEvent }) {
  const { me, school } = usePlace();
  const step = () => stepOf(props.event, me.id);
  return (
    <li data-tone={step().tone}>
      <strong>{step().title}</strong>
      <time datetime={props.event.at} title={exactly(props.event.at, school.timeZone())}>
        {moment(props.event.at, school.clock.minute(), school.timeZone())}
      </time>
      <Show when={step().detail}>{(detail) => <span class="sub">{detail()}</span>}</Show>
    </li>
  );
}

function isStep(event: Event): event is Event & InviteEvent {
  return event.kind.startsWith("invite.");
}
