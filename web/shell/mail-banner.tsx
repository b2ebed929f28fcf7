import MailX from "lucide-solid/icons/mail-x";
import { Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { note } from "../ui/notes.tsx";
import { moment } from "../ui/times.ts";

/** Stands above every page of Owners while no mail leaves: why, since when, and the way to try again. */
export function MailBanner() {
  const { me, mail, school } = usePlace();
  const trying = createSubmit({
    send: () => mail.tryAgain(),
    done: () => note({ text: "Trying again. What waits leaves as soon as it may." }),
    tell: (text) => note({ text, tone: "bad" }),
  });
  return (
    <Show when={can(me.role, "tryMail") && mail.known()?.stopped}>
      {(stopped) => (
        <section class="mail-banner" aria-label="Mail">
          <MailX size={18} aria-hidden="true" />
          <p>
            <strong>No mail leaves at present.</strong> {stopped().reason} Nothing is lost: it
            waits. <HelpLink to="mail-stopped">What to do</HelpLink>{" "}
            <Show when={stopped().since}>
              {(since) => (
                <span class="sub">
                  Since {moment(since(), school.clock.minute(), school.timeZone())}
                </span>
              )}
            </Show>
          </p>
          <button
            type="button"
            class="button small"
            disabled={trying.isPending()}
            onClick={() => void trying.submit()}
          >
            Try again
          </button>
        </section>
      )}
    </Show>
  );
}
