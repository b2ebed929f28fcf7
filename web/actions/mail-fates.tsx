import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import type { MailFate } from "#domain/emails/mails";
import { deliveryNames } from "#domain/invites/delivery";
import { usePlace } from "../place.ts";
import { api } from "../replica/api.ts";
import { exactly, moment } from "../ui/times.ts";

/** How far the latest mails about an account's password, or about a recovery, have come, and why not further. */
export function MailFates(props: { about: string }) {
  const { school } = usePlace();
  const [fates, setFates] = createSignal<readonly MailFate[]>([]);
  const load = () => void ask(props.about).then(setFates, () => undefined);
  // Mail that goes its way is no event: it is looked after once a minute.
  createEffect(on([school.clock.minute, () => props.about], load));
  onCleanup(school.onHeard((events) => void (events.some(isAboutMail) && load())));

  return (
    <Show when={fates().length > 0}>
      <section class="mail-fates" aria-label="Mails">
        <ul>
          <For each={fates()}>
            {(fate) => (
              <li>
                {nameOf(fate)},{" "}
                <time datetime={fate.at} title={exactly(fate.at, school.timeZone())}>
                  {moment(fate.at, school.clock.minute(), school.timeZone())}
                </time>
                :{" "}
                <span class="mail" classList={{ lost: isLost(fate) }}>
                  {deliveryNames[fate.delivery]}
                </span>
                <Show when={fate.reason}>{(reason) => <span class="sub">{reason()}</span>}</Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );

  async function ask(about: string): Promise<readonly MailFate[]> {
    const route = api.schools[":school"].mails;
    const answer = await route.$get({ param: { school: school.id }, query: { about } });
    return (await answer.json()).items;
  }
}

function isAboutMail({ kind }: { kind: string }): boolean {
  return kind === "user.delivery" || kind === "recovery.delivery";
}

function isLost({ delivery }: MailFate): boolean {
  return !["queued", "sent", "delivered"].includes(delivery);
}

function nameOf({ kind, holder }: MailFate): string {
  if (kind === "reset") return "Password mail";
  if (kind === "welcome") return "Welcome mail";
  return holder === "deputy"
    ? "Mail to the deputy’s recovery address"
    : "Mail to the headteacher’s recovery address";
}
