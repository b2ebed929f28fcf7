import Copy from "lucide-solid/icons/copy";
import { Show } from "solid-js";
import { fullName } from "#domain/names";
import type { User } from "#domain/users/seen";
import { staffTypeNames } from "#domain/users/staff";
import { copyAddress } from "../../invites/copy-address.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Breakable } from "../../ui/breakable.tsx";
import type { Column } from "../../ui/lists/column.ts";

/** Somebody of the directory, with the names of their groups. */
export type Colleague = User & { status: string; groupNames: string[] };

/** What the directory says of a colleague. `me` is the reader. */
export function directoryColumns(me: string): Column<Colleague>[] {
  return [
    {
      key: "name",
      heading: "Name",
      width: "minmax(0, 1.6fr)",
      cell: (one) => (
        <>
          <Avatar name={fullName(one())} />
          <span>
            {[one().title, one().givenName, one().middleName].filter(Boolean).join(" ")}{" "}
            <strong>{one().familyName}</strong>
            <Show when={one().id === me}>
              <span class="you">you</span>
            </Show>
          </span>
        </>
      ),
    },
    { key: "type", heading: "Staff type", width: "7.75rem", cell: (one) => typeOf(one()) },
    {
      key: "groups",
      heading: "Groups",
      width: "minmax(0, 0.8fr)",
      cell: (one) => <Groups names={one().groupNames} />,
    },
    {
      key: "email",
      heading: "E-mail",
      width: "minmax(0, 2.2fr)",
      cell: (one, { isCurrent }) => (
        <Show when={one().email} fallback="–">
          {(email) => (
            <>
              <a href={`mailto:${email()}`} title={email()} tabindex={isCurrent() ? 0 : -1}>
                <Breakable text={email()} />
              </a>
              <button
                type="button"
                class="icon-button"
                tabindex={isCurrent() ? 0 : -1}
                aria-label={`Copy ${email()}`}
                onClick={() => void copyAddress(email())}
              >
                <Copy size={16} aria-hidden="true" />
              </button>
            </>
          )}
        </Show>
      ),
    },
  ];
}

function typeOf({ staffType }: Colleague): string {
  return staffType ? staffTypeNames[staffType] : "–";
}

/** The first group, and how many more; all of them where one points. */
function Groups(props: { names: readonly string[] }) {
  const more = () => props.names.length - 1;
  return (
    <span title={props.names.join(", ")}>
      {props.names[0] ?? "–"}
      <Show when={more() > 0}>
        {" "}
        <span class="muted" aria-hidden="true">
          +{more()}
        </span>
        <span class="visually-hidden">, {props.names.slice(1).join(", ")}</span>
      </Show>
    </span>
  );
}
