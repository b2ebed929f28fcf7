import { Show } from "solid-js";
import type { Ask } from "../actions/open-dialog.ts";
import { HelpLink } from "../ui/help-link.tsx";

/** In place of the list, when no invite is in it. */
export function NoInvites(props: {
  total: number;
  ask: Ask;
  clear: () => void;
  /** There are older ones than a window holds. */
  hasOlder?: boolean;
  /** They stand below. */
  isOlderBelow?: boolean;
}) {
  return (
    <Show when={!props.hasOlder} fallback={<NoneRecent {...props} />}>
      <NoneAtAll {...props} />
    </Show>
  );
}

function NoneRecent(props: Parameters<typeof NoInvites>[0]) {
  return (
    <div class="panel">
      <h2>
        {props.total === 0
          ? "Nobody was invited in the last 90 days"
          : "No invite of the last 90 days matches"}
      </h2>
      <Show when={props.isOlderBelow}>
        <p>Older ones stand below.</p>
      </Show>
      <Show when={props.total > 0 || !props.isOlderBelow}>
        <button type="button" class="button" onClick={() => props.clear()}>
          Show all invites
        </button>
      </Show>
    </div>
  );
}

function NoneAtAll(props: Parameters<typeof NoInvites>[0]) {
  return (
    <Show
      when={props.total === 0}
      fallback={
        <div class="panel">
          <h2>No invite matches</h2>
          <p>Try another word, or look at all of them.</p>
          <button type="button" class="button" onClick={() => props.clear()}>
            Show all invites
          </button>
        </div>
      }
    >
      <div class="panel">
        <h2>Invite your first colleague</h2>
        <p>
          They get a mail with a link that works once, for 24 hours. You see here, live, when it
          arrives, when they open it and when their account is ready.
        </p>
        <button
          type="button"
          class="button primary"
          onClick={() => props.ask({ dialog: "invite" })}
        >
          Invite user
        </button>
        <p>
          <HelpLink to="first-day">New here? How to begin</HelpLink>
        </p>
      </div>
    </Show>
  );
}
