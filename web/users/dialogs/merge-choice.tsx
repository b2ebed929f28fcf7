import { createUniqueId, For } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { post } from "#domain/words";
import { usePlace } from "../../place.ts";
import { moment } from "../../ui/times.ts";

interface MergeChoiceProps {
  people: PublicUser[];
  keptId: string;
  keep: (id: string) => void;
}

/** Two accounts side by side, with all that can tell two people apart. */
export function MergeChoice(props: MergeChoiceProps) {
  const { me, school } = usePlace();
  const name = createUniqueId();
  const isMine = () => props.people.some(({ id }) => id === me.id);
  const lastSeen = ({ lastSeenAt }: PublicUser) =>
    lastSeenAt ? moment(lastSeenAt, school.clock.minute(), school.timeZone()) : "Never signed in";
  return (
    <fieldset class="merge-choices">
      <legend class="visually-hidden">The account that stays</legend>
      <For each={props.people}>
        {(user) => (
          <label class="merge-choice">
            <input
              type="radio"
              name={name}
              checked={props.keptId === user.id}
              disabled={user.id !== me.id && isMine()}
              onChange={() => props.keep(user.id)}
            />
            <span class="breakable">
              <strong translate="no">{user.username}</strong>
              <span class="sub">
                {[user.title, fullName(user)].filter(Boolean).join(" ")}
                {user.middleName && ` (middle name ${user.middleName})`}
              </span>
              <span class="sub">{post(user)}</span>
              <span class="sub" translate={user.email ? "no" : undefined}>
                {user.email ?? "No e-mail"}
              </span>
              <span class="sub" translate={user.phone ? "no" : undefined}>
                {user.phone ?? "No phone"}
              </span>
              <span class="sub">
                {user.lastSeenAt ? "Last seen " : ""}
                {lastSeen(user)}
              </span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
