import { A } from "@solidjs/router";
import Megaphone from "lucide-solid/icons/megaphone";
import { Show } from "solid-js";
import { stands } from "#domain/messages";
import { isDismissed } from "../messages/dismissed.ts";
import { messageOf } from "../messages/message-of.ts";
import { MessageText } from "../messages/message-text.tsx";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import { moment } from "../ui/times.ts";

/** What everybody is told today, for those who look after it: once they have read it, too, and where there is nothing [S7]. */
export function MessageLine() {
  const { school } = usePlace();
  const standing = () => {
    const message = messageOf(school);
    return message && stands(message, school.clock.minute()) ? message : null;
  };
  const settings = () => `/s/${school.id}/settings#message-of-the-day`;
  return (
    <Show
      when={standing()}
      fallback={
        <p class="overview-no-message">
          No message of the day. <A href={settings()}>Write one</A>
        </p>
      }
    >
      {(message) => (
        // The banner above the page says it until then.
        <Show when={isDismissed(message())}>
          <section class="card overview-message" aria-label="Message of the day">
            <Megaphone size={18} aria-hidden="true" />
            <div>
              <MessageText text={message().text ?? ""} />
              <p class="sub">{about()}</p>
            </div>
            <A class="button small" href={settings()}>
              Change
              <span class="visually-hidden"> the message of the day</span>
            </A>
          </section>
        </Show>
      )}
    </Show>
  );

  function about(): string {
    const message = standing();
    if (!message) return "";
    const { by, at, until } = message;
    const set = moment(at, school.clock.minute(), school.timeZone());
    const end = until ? `until ${due(until, school.timeZone())}` : "until it is taken down";
    return `By ${by?.name ?? "Staffroom"}, ${set} · ${end} · everybody sees it after signing in`;
  }
}
