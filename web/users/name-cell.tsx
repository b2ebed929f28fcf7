import { Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { usePlace } from "../place.ts";

/** Whose account it is. The name leads to it. */
export function NameCell(props: { user: PublicUser; hrefOf: (id: string) => string }) {
  const { me } = usePlace();
  return (
    <>
      <a
        ref={keepPlace}
        href={props.hrefOf(props.user.id)}
        tabindex={-1}
        title={fullName(props.user)}
      >
        {[props.user.title, fullName(props.user)].filter(Boolean).join(" ")}
      </a>
      <Show when={props.user.id === me.id}>
        <span class="you">you</span>
      </Show>
      <span class="sub" translate="no">
        {props.user.username}
      </span>
    </>
  );
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}
