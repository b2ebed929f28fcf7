import Check from "lucide-solid/icons/check";
import { createEffect, on, Show } from "solid-js";
import { fullName } from "#domain/names";
import { roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/staff";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { Breakable } from "../ui/breakable.tsx";
import { highlight } from "../ui/lists/highlight.ts";
import { OnItsWay } from "../ui/on-its-way.tsx";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { exactly, moment } from "../ui/times.ts";
import { whyNotTicked } from "./list.ts";

interface UserRowProps {
  id: string;
  /** Its place in the list, from 0. */
  index: number;
  /** The arrow keys have led here. */
  isCurrent: boolean;
  isOpen: boolean;
  isTicked: boolean;
  tick: () => void;
  hasGroups: boolean;
}

/** One account, as the list shows it. */
export function UserRow(props: UserRowProps) {
  const { me, school } = usePlace();
  const user = () => {
    const found = school.users.at(props.id);
    return isWhole(found) ? found : undefined;
  };
  const isOnItsWay = () => school.users.isExpected(props.id);
  let row: HTMLTableRowElement | undefined;
  createEffect(
    on(
      () => user()?.version,
      () => row && highlight(row),
      { defer: !school.fresh.delete(props.id) },
    ),
  );

  return (
    <Show when={user()}>
      {(shown) => (
        <tr
          ref={row}
          class="user"
          classList={{
            open: props.isOpen,
            inactive: shown().status === "inactive",
            "on-its-way": isOnItsWay(),
          }}
          data-id={props.id}
          aria-rowindex={props.index + 2}
          aria-selected={props.isTicked}
          tabindex={props.isCurrent ? 0 : -1}
          style={{ "--index": props.index }}
        >
          <td class="user-tick">
            <Tick user={shown()} isTicked={props.isTicked} tick={props.tick} />
          </td>
          <td class="user-name">
            <a
              ref={keepPlace}
              href={`/s/${school.id}/users/${props.id}`}
              tabindex={-1}
              title={fullName(shown())}
            >
              {[shown().title, fullName(shown())].filter(Boolean).join(" ")}
            </a>
            <Show when={props.id === me.id}>
              <span class="you">you</span>
            </Show>
            <span class="sub">{shown().username}</span>
          </td>
          <td class="user-email">
            <Show when={shown().email} fallback={<NoEmail />}>
              {(email) => (
                <span class="email" title={email()}>
                  <Breakable text={email()} />
                </span>
              )}
            </Show>
            <PresenceMark id={props.id} />
          </td>
          <td class="user-type">{typeOf(shown())}</td>
          <td class="user-role">{roleNames[shown().role]}</td>
          <Show when={props.hasGroups}>
            <td class="user-groups">{shown().groupIds.length || "–"}</td>
          </Show>
          <td class="user-status">
            <UserStatusPill user={shown()} />
            <Show when={!isOnItsWay()} fallback={<OnItsWay />}>
              <PasswordMark user={shown()} />
            </Show>
          </td>
          <td class="user-seen">
            <LastSeen user={shown()} />
          </td>
        </tr>
      )}
    </Show>
  );
}

/** The panel opens beside the list: nothing scrolls. */
function keepPlace(link: HTMLAnchorElement): void {
  link.setAttribute("noscroll", "");
}

/** Active or not, as a word, a colour and a shape of its own. */
export function UserStatusPill(props: { user: PublicUser }) {
  return (
    <span class="pill" data-status={props.user.status}>
      <Show
        when={props.user.status === "active"}
        fallback={<span class="shape" aria-hidden="true" />}
      >
        <Check size={12} stroke-width={3} aria-hidden="true" />
      </Show>
      {props.user.status === "active" ? "Active" : "Inactive"}
    </span>
  );
}

/** A handed-out password stays marked until its holder has chosen another [A9]. */
export function PasswordMark(props: { user: PublicUser }) {
  const words = { own: "", handed_out: "Password handed out", none: "No password yet" };
  return (
    <Show when={words[props.user.passwordState]}>
      {(mark) => <span class="sub handed-out">{mark()}</span>}
    </Show>
  );
}

function Tick(props: { user: PublicUser; isTicked: boolean; tick: () => void }) {
  const { me } = usePlace();
  const why = () => whyNotTicked(me.role, props.user);
  return (
    <label class="tick" title={why() ?? undefined}>
      <input
        type="checkbox"
        tabindex={-1}
        checked={props.isTicked}
        disabled={why() !== null}
        onChange={() => props.tick()}
        aria-label={`Tick ${fullName(props.user)}`}
      />
      <Show when={why()}>{(words) => <span class="visually-hidden">{words()}</span>}</Show>
    </label>
  );
}

function NoEmail() {
  return (
    <>
      <span class="none">No e-mail</span>
      <span class="sub">so it cannot be ticked</span>
    </>
  );
}

function LastSeen(props: { user: PublicUser }) {
  const { school, me } = usePlace();
  const presence = usePresence();
  const isHere = () =>
    props.user.id === me.id || presence.others().some(({ userId }) => userId === props.user.id);
  return (
    <Show when={!isHere()} fallback="Here now">
      <Show when={props.user.lastSeenAt} fallback={<span class="none">Never</span>}>
        {(at) => (
          <time datetime={at()} title={exactly(at(), school.timeZone())}>
            {moment(at(), school.clock.minute(), school.timeZone())}
          </time>
        )}
      </Show>
    </Show>
  );
}

function typeOf({ staffType }: PublicUser): string {
  return staffType ? staffTypeNames[staffType] : "–";
}
