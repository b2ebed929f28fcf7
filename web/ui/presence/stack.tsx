import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Present } from "#party/protocol";
import { type Place, usePlace } from "../../place.ts";
import { usePresence } from "../../presence/presence.ts";
import { placeInWords } from "../../presence/words.ts";
import { Avatar } from "../avatar.tsx";
import { createNarrow } from "../narrow-screen.ts";

type Where = Pick<Place, "pages" | "school">;

/** Who else is looking, wherever they are [C1]. Nothing when nobody is. */
export function PresenceStack() {
  const place = usePlace();
  const presence = usePresence();
  const isNarrow = createNarrow();
  const most = () => (isNarrow() ? 2 : 4);
  const words = (person: Present) =>
    `${person.name}, ${placeInWords(place.pages, person, (id) => nameOf(id, place))}`;
  const more = () => presence.others().slice(most());
  return (
    <Show when={presence.others().length > 0}>
      <ul class="presence-stack" aria-label="Also here">
        <For each={presence.others().slice(0, most())}>
          {(person) => (
            <li>
              <A href={hrefOf(person, place)} title={words(person)} noScroll>
                <Avatar name={person.name} />
                <span class="visually-hidden">{words(person)}</span>
              </A>
            </li>
          )}
        </For>
        <Show when={more().length > 0}>
          <li class="presence-more" title={more().map(words).join("\n")}>
            <span aria-hidden="true">+{more().length}</span>
            <span class="visually-hidden">{more().map(words).join("; ")}</span>
          </li>
        </Show>
      </ul>
    </Show>
  );
}

/** Where they are. Nobody else's account page can be opened, so that leads to them in the staff list. */
function hrefOf({ userId, view, focus }: Present, { pages, school }: Where): string {
  const known = focus !== null && nameOf(focus, { pages, school }) ? focus : null;
  const followed = pages.find(({ path }) => path === view)?.followed(known);
  return `/s/${school.id}/${followed ?? `users/${userId}`}`;
}

/** What a row is called here; nothing for one that this page has not heard of. */
function nameOf(id: string, { pages, school }: Where): string | undefined {
  for (const page of pages) {
    const name = page.nameOf?.(school, id);
    if (name !== undefined) return name;
  }
  return undefined;
}
