import { Show } from "solid-js";
import { glanceHere } from "../glance/glance.ts";

/** A page's outline while its code is on the way; its first rows where these are here already. */
export function Waiting(props: { title: string }) {
  return (
    <div class="waiting" aria-busy="true" inert={glanceHere() !== null}>
      <Show
        when={glanceHere()}
        fallback={
          <>
            <header class="top">
              <h1>{props.title}</h1>
            </header>
            <div class="bone list" />
          </>
        }
      >
        {glanceHere()}
      </Show>
    </div>
  );
}
