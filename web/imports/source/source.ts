import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { NewSource, PublicSource } from "#domain/imports/source";
import { api, sentenceOf } from "../../replica/api.ts";
import type { School } from "../../replica/school.ts";

/** Where the school's MIS is asked each night, as it is known here, and what one may do about it. Each throws a `Problem` when refused. */
export function createSource(school: School) {
  const { source } = api.schools[":school"].imports;
  const param = { school: school.id };
  const [known, setKnown] = createSignal<PublicSource | null>();
  const [trouble, setTrouble] = createSignal<string>();
  createEffect(on(createMemo(mayHaveChanged), () => void load()));

  return { known, trouble, load, set, tryOut, stop };

  async function load(): Promise<void> {
    try {
      setKnown((await (await source.$get({ param })).json()).source);
      setTrouble(undefined);
    } catch (error) {
      setTrouble(sentenceOf(error));
    }
  }

  async function set(wanted: NewSource): Promise<void> {
    setKnown((await (await source.$put({ param, json: wanted })).json()).source);
  }

  /** What is wrong with it, in words; null for nothing. */
  async function tryOut(wanted: NewSource): Promise<string | null> {
    const { trouble } = await (await source.trial.$put({ param, json: wanted })).json();
    void load();
    return trouble;
  }

  async function stop(): Promise<void> {
    await source.$delete({ param });
    setKnown(null);
  }

  /**
   * The school's row tells that it was set, an import what it brought, and an event that all is well or not; that it brought nothing
   * shows once it was due.
   */
  function mayHaveChanged() {
    const next = known()?.nextAt;
    const minute = school.clock.minute();
    const isDue = next !== undefined && Date.parse(next) < minute;
    const told = school.feed.events().find(({ changes }) => changes?.misSource)?.seq;
    return [school.school()?.version, school.imports.all()[0]?.id, told, isDue && minute].join();
  }
}

export type Source = ReturnType<typeof createSource>;
