import Megaphone from "lucide-solid/icons/megaphone";
import { Show } from "solid-js";
import { stands } from "#domain/messages";
import { can } from "#domain/roles";
import { useRowPlace } from "../place.ts";
import { dismiss, isDismissed } from "./dismissed.ts";
import { messageOf } from "./message-of.ts";
import { MessageText } from "./message-text.tsx";

/** Stands above every page until its reader has read it, or its time is over [S3]. */
export function MessageBanner() {
  const { me, school } = useRowPlace();
  const shown = () => {
    const message = messageOf(school);
    return message && stands(message, school.clock.minute()) && !isDismissed(message)
      ? message
      : null;
  };
  return (
    <Show when={shown()}>
      {(message) => (
        <section class="message-banner" aria-label="Message from the school">
          <Megaphone size={18} aria-hidden="true" />
          <div>
            <MessageText text={message().text ?? ""} />
            <p class="sub">
              {message().by?.name ?? "Staffroom"}
              <Show when={can(me.role, "setMessage")}>
                {" · "}
                <a href={`/s/${school.id}/settings#message-of-the-day`}>Change it</a>
              </Show>
            </p>
          </div>
          <button type="button" class="button small" onClick={() => dismiss(message())}>
            Got it
          </button>
        </section>
      )}
    </Show>
  );
}
