import { Show } from "solid-js";
import { usePresence } from "../presence/use-presence.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { OnItsWay } from "../ui/waiting/on-its-way.tsx";
import type { counted } from "./counts.ts";

interface GroupPhoneCellProps {
  group: ReturnType<typeof counted>[number];
  isOnItsWay: boolean;
}

/** A group in two lines: its name and year; how many are in it, and who else looks [U4]. */
export function GroupPhoneCell(props: GroupPhoneCellProps) {
  const presence = usePresence();
  const isPast = () => props.group.status === "inactive";
  return (
    <>
      <span class="line">
        <span class="line-name">{props.group.name}</span>
        <span class="line-end">{props.group.yearGroup}</span>
      </span>
      <span class="line">
        <Show when={isPast()}>
          <span class="state" data-status="inactive">
            <span class="shape" aria-hidden="true" />
            Inactive
          </span>
        </Show>
        <span class="line-words">
          <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
            {`${props.group.staff} staff · ${props.group.pupils} pupils`}
          </Show>
        </span>
        <Show when={presence.on(props.group.id).length > 0}>
          <PresenceMark id={props.group.id} />
        </Show>
      </span>
    </>
  );
}
