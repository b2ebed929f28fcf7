import { Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";
import { exactly, moment } from "../../ui/times.ts";

/** When somebody was last there, or that they are. */
export function LastSeenCell(props: { user: PublicUser }) {
  const { school, me } = usePlace();
  const presence = usePresence();
  const isHere = () =>
    props.user.id === me.id || presence.others().some(({ userId }) => userId === props.user.id);
  return (
    <Show when={!isHere()} fallback="Here now">
      <Show when={props.user.lastSeenAt} fallback={<span class="none">Never</span>}>
        {(at) => (
          <time datetime={at()} title={exactly(at(), school.timeZone())}>
            {moment(at(), school.clock.minute(), school.timeZone())}
          </time>
        )}
      </Show>
    </Show>
  );
}
