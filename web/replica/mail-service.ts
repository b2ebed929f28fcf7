import type { InferResponseType } from "hono/client";
import { createSignal } from "solid-js";
import type { Event } from "#domain/events";
import { api } from "./api.ts";

const routes = api.schools[":school"].mail;

export type MailService = InferResponseType<typeof routes.$get, 200>["mail"];

/** After a try it is looked at again: a provider answers within ten seconds or not at all. Milliseconds. */
const looksAfterTry = [2_000, 12_000];

/** What is known of how mail leaves; null until it has been asked for. A page works without it. */
export function createMailService(school: string) {
  const [known, setKnown] = createSignal<MailService | null>(null);
  const param = { school };
  let isAsking = false;
  return { known, look, hear, tryAgain };

  async function look(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const answer = await routes.$get({ param }).catch(() => null);
    if (answer) setKnown((await answer.json()).mail);
    isAsking = false;
  }

  /** Mail that waits with a reason, and mail that leaves after all, may mean that the service refuses us, or no longer. */
  function hear(events: readonly Event[]): void {
    const isStopped = known()?.stopped != null;
    const isNews = events.some(
      (event) =>
        event.kind === "invite.delivery" &&
        (isStopped || (event.invite.delivery === "queued" && event.invite.deliveryReason !== null)),
    );
    if (isNews) void look();
  }

  /** Has it tried again. Throws a `Problem` when refused. */
  async function tryAgain(): Promise<void> {
    await routes.stop.$delete({ param });
    for (const pause of looksAfterTry) setTimeout(() => void look(), pause);
  }
}
