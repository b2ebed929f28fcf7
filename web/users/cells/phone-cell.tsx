import { Show } from "solid-js";
import { fullName } from "#domain/names";
import { roleNames } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { staffTypeNames } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";
import { Address } from "../../ui/address.tsx";
import { ActiveSign } from "../../ui/lists/active-pill.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";
import { OnItsWay } from "../../ui/waiting/on-its-way.tsx";
import { AlikeMark } from "./name-cell.tsx";
import { PasswordMark } from "./status-cell.tsx";

interface UserPhoneCellProps {
  user: PublicUser;
  isOnItsWay: boolean;
  /** Who is likely the same person. */
  alike: string | null;
}

/** Somebody in two lines: who, and what they may do; what is unusual, where they are written to, and what they are [U4]. */
export function UserPhoneCell(props: UserPhoneCellProps) {
  const { me } = usePlace();
  const presence = usePresence();
  return (
    <>
      <span class="line">
        <span class="line-name">
          {[props.user.title, fullName(props.user)].filter(Boolean).join(" ")}
          <Show when={props.user.id === me.id}>
            <span class="you">you</span>
          </Show>
        </span>
        <span class="line-end">{roleNames[props.user.role]}</span>
      </span>
      <span class="line">
        <Show when={props.user.status === "inactive"}>
          <span class="state" data-status="inactive">
            <ActiveSign status={props.user.status} />
          </span>
        </Show>
        <span class="line-words">
          <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
            <Show when={!props.alike} fallback={<AlikeMark name={props.alike ?? ""} />}>
              <Show
                when={props.user.passwordState === "own"}
                fallback={<PasswordMark user={props.user} />}
              >
                <Show when={props.user.email} fallback="No e-mail">
                  {(email) => <Address email={email()} />}
                </Show>
              </Show>
            </Show>
          </Show>
        </span>
        <Show
          when={presence.on(props.user.id).length > 0}
          fallback={
            <Show when={props.user.staffType}>
              {(type) => <span class="line-end">{staffTypeNames[type()]}</span>}
            </Show>
          }
        >
          <PresenceMark id={props.user.id} />
        </Show>
      </span>
    </>
  );
}
