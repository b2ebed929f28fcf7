import { Show } from "solid-js";
import { glanceHere } from "../ui/glance/glance.ts";
import { isFeedThere } from "./feed-choice.ts";

/** The page's outline while its school is on the way; the first rows of a list where these are here before all else. */
export function Skeleton() {
  return (
    <div class="shell skeleton" classList={{ "with-feed": isFeedThere() }} aria-busy="true">
      <h1 class="visually-hidden">Loading your school</h1>
      <div class="sidebar">
        <div class="bone tile" />
      </div>
      <main class="page" inert>
        <Show when={glanceHere()} fallback={<Bones />}>
          {glanceHere()}
        </Show>
      </main>
    </div>
  );
}

function Bones() {
  return (
    <>
      <div class="top">
        <div class="bone title" />
      </div>
      <div class="bone list" />
    </>
  );
}
