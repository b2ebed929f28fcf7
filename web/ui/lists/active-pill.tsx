import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";

interface ActiveProps {
  status: "active" | "inactive";
}

/** Active or not, as a word, a colour and a shape of its own. */
export function ActivePill(props: ActiveProps) {
  return (
    <span class="pill" data-status={props.status}>
      <ActiveSign status={props.status} />
    </span>
  );
}

/** The same without what holds it. */
export function ActiveSign(props: ActiveProps) {
  return (
    <>
      <Show when={props.status === "active"} fallback={<span class="shape" aria-hidden="true" />}>
        <Check size={12} stroke-width={3} aria-hidden="true" />
      </Show>
      {activeNames[props.status]}
    </>
  );
}

export const activeNames = { active: "Active", inactive: "Inactive" } as const;
