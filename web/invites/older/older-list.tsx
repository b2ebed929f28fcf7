import { A } from "@solidjs/router";
import { createEffect, createMemo, For, on, onCleanup, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { isRecent } from "#domain/invites/recent";
import { roleNames } from "#domain/roles";
import { MoreLines } from "../../activity/more-lines.tsx";
import { usePlace } from "../../place.ts";
import { exactly, moment } from "../../ui/times.ts";
import { InviteeCell } from "../cells/invitee-cell.tsx";
import { StatusSign, sinceOf } from "../cells/status-cell.tsx";
import { createOlder, type OlderWanted } from "./older.ts";
import type { Recent } from "./recent.ts";
import { askOlderOf } from "./wanted.ts";

/** While somebody types, so long a pause comes before the server is asked, milliseconds. */
const typingPauseMs = 300;

interface OlderListProps {
  recent: Recent;
  wanted: OlderWanted;
  openId: string | undefined;
  /** The address of an invite's panel. */
  hrefOf: (id: string) => string;
  close: () => void;
}

/** The invites from before what a window holds: fetched as somebody comes to the list's end, or looks for something. */
export default function OlderList(props: OlderListProps) {
  const { school } = usePlace();
  const older = createOlder(askOlderOf(school.id, props.recent.since));
  /** As they are by now. What has become recent stands in the list itself. */
  const rows = createMemo(() =>
    older
      .rows()
      .map((row) => newer(school.invites.at(row.id), row))
      .filter(
        (row) =>
          !isRecent(row, props.recent.since()) &&
          (props.wanted.status ?? row.status) === row.status,
      ),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    // A day that is recent no longer begins another question, or its invites would stand nowhere.
    on([() => props.wanted, props.recent.since, school.snapshots], () => {
      clearTimeout(timer);
      older.want(props.wanted);
      if (props.wanted.q) timer = setTimeout(() => void older.more(), typingPauseMs);
    }),
  );

  return (
    <section class="older" aria-labelledby="older-heading" aria-busy={older.isAsking()}>
      <h2 id="older-heading">Older than 90 days</h2>
      <Show when={rows().length > 0}>
        <ol class="older-rows invites">
          <For each={rows().map(({ id }) => id)}>
            {(id) => (
              <Show when={rows().find((row) => row.id === id)}>
                {(row) => (
                  <OlderRow invite={row()} href={props.hrefOf(id)} isOpen={props.openId === id} />
                )}
              </Show>
            )}
          </For>
        </ol>
      </Show>
      <Show when={older.isWhole()} fallback={<More older={older} isTyping={!!props.wanted.q} />}>
        <p class="older-end">
          {rows().length > 0 ? "These are all there are." : "None of those matches."}
        </p>
      </Show>
    </section>
  );
}

function OlderRow(props: { invite: PublicInvite; href: string; isOpen: boolean }) {
  const { school } = usePlace();
  const since = () => sinceOf(props.invite);
  return (
    <li
      class="older-row"
      classList={{ open: props.isOpen }}
      data-id={props.invite.id}
      tabindex={-1}
    >
      <A href={props.href} noScroll>
        <InviteeCell invite={props.invite} />
      </A>
      <span>{roleNames[props.invite.role]}</span>
      <span class="state" data-status={props.invite.status}>
        <StatusSign status={props.invite.status} />
      </span>
      <time class="sub" datetime={since()} title={exactly(since(), school.timeZone())}>
        {moment(since(), school.clock.minute(), school.timeZone())}
      </time>
    </li>
  );
}

function More(props: { older: ReturnType<typeof createOlder>; isTyping: boolean }) {
  const more = () => void props.older.more();
  return (
    <>
      <p class="older-end only-printed">
        What came before is not on this paper. The page’s CSV file has everything.
      </p>
      <Show
        when={props.older.trouble()}
        fallback={
          <Show when={!props.isTyping || props.older.rows().length > 0}>
            <MoreLines show={more} isBusy={props.older.isAsking()} />
          </Show>
        }
      >
        {(why) => (
          <p class="older-end" role="alert">
            {why()}{" "}
            <button type="button" class="text-button" onClick={more}>
              Try again
            </button>
          </p>
        )}
      </Show>
    </>
  );
}

function newer(known: PublicInvite | undefined, row: PublicInvite): PublicInvite {
  return known && known.version >= row.version ? known : row;
}
