import { A } from "@solidjs/router";
import HandHelping from "lucide-solid/icons/hand-helping";
import MailX from "lucide-solid/icons/mail-x";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Timer from "lucide-solid/icons/timer";
import Users from "lucide-solid/icons/users";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { usePlace } from "../place.ts";
import { Breakable } from "../ui/breakable.tsx";
import type { Matter } from "./attention.ts";
import { OverviewCard } from "./card.tsx";
import { FigureLink } from "./figure-link.tsx";

const signs = {
  lost: MailX,
  asked: HandHelping,
  ending: Timer,
  differing: RefreshCw,
  alike: Users,
};

/** What waits for an admin, the most pressing first. Each line leads to the list where it is seen to. */
export function AttentionCard(props: { matters: Matter[] }) {
  const count = () => props.matters.length;
  return (
    <OverviewCard
      title="Needs attention"
      name="attention"
      aside={
        <Show when={count() > 0}>
          <span class="muted">
            {count() === 1 ? "1 thing" : `${count()} things, most pressing first`}
          </span>
        </Show>
      }
    >
      <Show when={count() > 0} fallback={<p class="muted">Nothing needs you.</p>}>
        <ul class="matters">
          {/* By what they are about, so that a line stays itself while its figure changes. */}
          <For each={props.matters.map(({ about }) => about)}>
            {(about) => (
              <Show when={props.matters.find((matter) => matter.about === about)}>
                {(matter) => <MatterLine matter={matter()} />}
              </Show>
            )}
          </For>
        </ul>
      </Show>
    </OverviewCard>
  );
}

function MatterLine(props: { matter: Matter }) {
  const { school } = usePlace();
  return (
    <li class="matter" data-about={props.matter.about}>
      <span class="matter-sign" aria-hidden="true">
        <Dynamic component={signs[props.matter.about]} size={16} />
      </span>
      <div class="matter-words">
        <FigureLink to={props.matter.to}>
          <strong>{props.matter.count}</strong> {props.matter.words}
        </FigureLink>
        <span class="sub">
          <Breakable text={props.matter.detail} />
        </span>
      </div>
      <A
        class="button"
        href={`/s/${school.id}/${props.matter.to}`}
        aria-label={`${props.matter.act}: ${props.matter.count} ${props.matter.words}`}
      >
        {props.matter.act}
      </A>
    </li>
  );
}
