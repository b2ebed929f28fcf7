import type { InferResponseType } from "hono/client";
import { createSignal, onCleanup } from "solid-js";
import { type PublicYearRoll, undoLife } from "#domain/years";
import { api } from "../replica/api.ts";
import type { School } from "../replica/school.ts";

const routes = api.schools[":school"]["year-rolls"];

/** When the year rolls over next, and what the last time did. */
export type Years = InferResponseType<typeof routes.$get, 200>;

/**
 * Asked for when it is looked at, and again when the year rolls over, is taken back, or the settings change. Undefined until it is
 * known: nothing waits for it, and where it does not come nothing is said.
 */
export function createYears(school: School) {
  const [known, setKnown] = createSignal<Years>();
  load();
  onCleanup(
    school.onHeard((events) => {
      if (events.some(({ kind }) => kind === "school.changed" || kind.startsWith("year."))) load();
    }),
  );
  return { known, load };

  function load(): void {
    ask(school.id).then(setKnown, () => undefined);
  }
}

async function ask(school: string): Promise<Years> {
  return (await routes.$get({ param: { school } })).json();
}

/** Takes a roll-over back. Throws a `Problem` when refused. */
export async function takeBack(school: School, id: string): Promise<PublicYearRoll> {
  const answer = await routes[":id"].reversal.$put({ param: { school: school.id, id } });
  return (await answer.json()).yearRoll;
}

/** Whether the last one may still be taken back. */
export function isOpen(roll: PublicYearRoll | null | undefined, now: number): boolean {
  return roll?.status === "rolled" && now < Date.parse(roll.rolledAt) + undoLife;
}

/** A day as people write it: `Thursday 26 August`. */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(Date.parse(day));
}
