import { Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { usePlace } from "../../place.ts";

interface NameCellProps {
  user: PublicUser;
  hrefOf: (id: string) => string;
  /** Who is likely the same person. */
  alike: string | null;
}

/** Whose account it is. The name leads to it. */
export function NameCell(props: NameCellProps) {
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
      <span class="sub">
        <span translate="no">{props.user.username}</span>
        <Show when={props.alike}>
          {(name) => (
            <>
              {" · "}
              <AlikeMark name={name()} />
            </>
          )}
        </Show>
      </span>
    </>
  );
}

/** Two accounts may be one person's [A13]; the open row has the signs, and the way to merge them. */
export function AlikeMark(props: { name: string }) {
  return (
    <span class="alike" title={`Likely the same person as ${props.name}`}>
      Two accounts?
      <span class="visually-hidden"> Likely the same person as {props.name}</span>
    </span>
  );
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}
