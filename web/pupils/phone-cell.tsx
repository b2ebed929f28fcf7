import { Show } from "solid-js";
import { fullName } from "#domain/names";
import { usePresence } from "../presence/use-presence.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { OnItsWay } from "../ui/waiting/on-its-way.tsx";
import type { PupilRow } from "./list.ts";

/** A pupil in two lines: who, and their year; their UPN, their groups, and who else looks [U4]. */
export function PupilPhoneCell(props: { pupil: PupilRow; isOnItsWay: boolean }) {
  const presence = usePresence();
  return (
    <>
      <span class="line">
        <bdi class="line-name">{fullName(props.pupil)}</bdi>
        <span class="line-end">{props.pupil.yearGroup}</span>
      </span>
      <span class="line">
        <Show when={props.pupil.status === "inactive"}>
          <span class="state" data-status="inactive">
            <span class="shape" aria-hidden="true" />
            Inactive
          </span>
        </Show>
        <span class="line-words">
          <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
            <span translate="no">{props.pupil.upn ?? "No UPN"}</span>
          </Show>
        </span>
        <Show
          when={presence.on(props.pupil.id).length > 0}
          fallback={<span class="line-rest">{props.pupil.groups.join(", ")}</span>}
        >
          <PresenceMark id={props.pupil.id} />
        </Show>
      </span>
    </>
  );
}
