import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { ListedPupil } from "#domain/pupils";
import { api } from "../replica/api.ts";

/** The pupils of one's own groups, asked for whenever somebody looks; undefined until they are known. */
export function createMyPupils(school: string, isWanted: () => boolean) {
  const [pupils, setPupils] = createSignal<ListedPupil[]>();
  createEffect(
    on(createMemo(isWanted), (wanted) => {
      if (wanted) pupilsOfMine(school).then(setPupils, () => undefined);
    }),
  );
  return pupils;
}

async function pupilsOfMine(school: string): Promise<ListedPupil[]> {
  const found: ListedPupil[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = { limit: "200", status: "active" as const, ...(cursor && { cursor }) };
    const answer = await api.schools[":school"].pupils.$get({ param: { school }, query });
    const { items, next } = await answer.json();
    found.push(...items);
    cursor = next;
  }
  return found;
}
