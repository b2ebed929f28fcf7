import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { Present } from "#party/protocol";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/presence.ts";
import { placeInWords } from "../../presence/words.ts";
import type { School } from "../../replica/school.ts";
import { Avatar } from "../avatar.tsx";
import { createNarrow } from "../narrow-screen.ts";

/** Who else is looking, wherever they are [C1]. Nothing when nobody is. */
export function PresenceStack() {
  const { school } = usePlace();
  const presence = usePresence();
  const isNarrow = createNarrow();
  const most = () => (isNarrow() ? 2 : 4);
  const words = (person: Present) =>
    `${person.name}, ${placeInWords(person, (id) => nameOf(id, school))}`;
  const more = () => presence.others().slice(most());
  return (
    <Show when={presence.others().length > 0}>
      <ul class="presence-stack" aria-label="Also here">
        <For each={presence.others().slice(0, most())}>
          {(person) => (
            <li>
              <A href={hrefOf(person, school)} title={words(person)} noScroll>
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
function hrefOf({ userId, view, focus }: Present, school: School): string {
  const home = `/s/${school.id}`;
  const known = focus !== null && nameOf(focus, school) ? focus : null;
  if (view === "users") return known ? `${home}/users/${known}` : `${home}/users`;
  if (view === "invites") return known ? `${home}/invites?invite=${known}` : `${home}/invites`;
  if (view === "activity" || view === "access") return `${home}/${view}`;
  return `${home}/users/${userId}`;
}

/** What an invite or account is called here; nothing for one that this page has not heard of. */
function nameOf(id: string, school: School): string | undefined {
  const user = school.users.at(id);
  return user ? fullName(user) : school.invites.at(id)?.email;
}
