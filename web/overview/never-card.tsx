import Send from "lucide-solid/icons/send";
import { For, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { staffTypeNames } from "#domain/users/staff";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { Avatar } from "../ui/avatar.tsx";
import { whyNotTicked } from "../users/list.ts";
import { OverviewCard } from "./card.tsx";
import { FigureLink } from "./figure-link.tsx";
import type { Figure } from "./links.ts";

/** So many are named; the rest are behind the figure. */
const mostNamed = 5;

const passwords: Record<PublicUser["passwordState"], string> = {
  own: "Has a password",
  handed_out: "Password handed out",
  none: "No password yet",
};

interface NeverCardProps {
  never: Figure & { people: readonly PublicUser[] };
  active: number;
  ask: Ask;
}

/** Who has an account and has never used it, and a mail to those who can be written to. */
export function NeverCard(props: NeverCardProps) {
  const { me } = usePlace();
  const written = () =>
    props.never.people.filter((user) => whyNotTicked(me.role, user) === null).map(({ id }) => id);
  return (
    <OverviewCard
      title="Never signed in"
      name="never"
      aside={
        <Show when={props.never.count > 0}>
          <FigureLink to={props.never.to}>
            <strong>{props.never.count}</strong> of {props.active}
          </FigureLink>
        </Show>
      }
    >
      <Show
        when={props.never.count > 0}
        fallback={<p class="muted">Everybody has signed in at least once.</p>}
      >
        <ul class="people">
          <For each={props.never.people.slice(0, mostNamed)}>
            {(user) => (
              <li>
                <Avatar name={fullName(user)} />
                <div>
                  <FigureLink to={`users/${user.id}`} class="person">
                    {fullName(user)}
                  </FigureLink>
                  <span class="sub">
                    <For each={about(user)}>
                      {(part, index) => (
                        <>
                          {index() > 0 && " · "}
                          <span class="unbroken">{part}</span>
                        </>
                      )}
                    </For>
                  </span>
                </div>
              </li>
            )}
          </For>
        </ul>
        <div class="overview-foot">
          <FigureLink to={props.never.to}>All {props.never.count}</FigureLink>
          <Show when={written().length > 0}>
            <button
              type="button"
              class="button"
              onClick={() => props.ask({ dialog: "mail", ids: written() })}
            >
              <Send size={16} aria-hidden="true" />
              Password email to {written().length}
            </button>
          </Show>
        </div>
      </Show>
    </OverviewCard>
  );
}

function about({ staffType, passwordState, email }: PublicUser): string[] {
  return [
    ...(staffType ? [staffTypeNames[staffType]] : []),
    passwords[passwordState],
    ...(email ? [] : ["no e-mail"]),
  ];
}
