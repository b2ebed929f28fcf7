import type { ParentProps } from "solid-js";
import { useArrival } from "./arriving.ts";
import { LivePill } from "./live-pill.tsx";
import { PresenceStack } from "./presence/stack.tsx";

/** What stands over every page: its name, whether it is up to date, who else is here, and what it offers. */
export function PageTop(props: ParentProps<{ title: string }>) {
  let heading: HTMLHeadingElement | undefined;
  useArrival(() => heading);
  return (
    <header class="top">
      <h1 ref={heading} tabindex={-1}>
        {props.title}
      </h1>
      <LivePill />
      <PresenceStack />
      {props.children}
    </header>
  );
}
