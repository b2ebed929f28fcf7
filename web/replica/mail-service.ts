import type { InferResponseType } from "hono/client";
import { createSignal } from "solid-js";
import { api } from "./api.ts";

const routes = api.schools[":school"].mail;

export type MailService = InferResponseType<typeof routes.$get, 200>["mail"];

/** What is known of how mail leaves; null until it has been asked for. A page works without it. */
export function createMailService(school: string) {
  const [known, setKnown] = createSignal<MailService | null>(null);
  const param = { school };
  return { known, look };

  async function look(): Promise<void> {
    const answer = await routes.$get({ param }).catch(() => null);
    if (answer) setKnown((await answer.json()).mail);
  }
}
