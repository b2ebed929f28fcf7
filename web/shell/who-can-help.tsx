import { For } from "solid-js";
import { fullName } from "#domain/names";
import { can } from "#domain/roles";
import { isActive } from "#domain/users/seen";
import { usePlace } from "../place.ts";

/** So many are named. */
const mostNamed = 3;

/** Whom somebody asks who may not put a thing right themselves. */
export function WhoCanHelp() {
  const { school } = usePlace();
  const helpers = () =>
    school.users
      .all()
      .filter((user) => isActive(user) && user.email && can(user.role, "manageUsers"))
      .slice(0, mostNamed);
  return (
    <p class="muted">
      Something wrong here? Ask{" "}
      <For each={helpers()} fallback="an Admin of your school">
        {(user, at) => (
          <>
            {at() === 0 ? "" : at() === helpers().length - 1 ? " or " : ", "}
            <a href={`mailto:${user.email}`}>{fullName(user)}</a>
          </>
        )}
      </For>
      , who look after accounts.
    </p>
  );
}
