import { A } from "@solidjs/router";
import Lock from "lucide-solid/icons/lock";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import type { DifferenceKind, PublicImport } from "#domain/imports";
import { usePlace } from "../place.ts";
import { showChosen } from "../ui/show-chosen.ts";
import { decidedIn, kindNames, kinds } from "./words.ts";

/** The kinds of differences, each with what is open and what is decided. Those that nothing is of stay away. */
export function Kinds(props: { made: PublicImport; current: DifferenceKind }) {
  const { school } = usePlace();
  const total = (kind: DifferenceKind) =>
    Object.values(props.made.counts[kind]).reduce((sum, count) => sum + count, 0);
  return (
    <div class="mis-kinds">
      <nav
        aria-label="Kinds of differences"
        ref={(strip) => showChosen(strip, () => props.current)}
      >
        <ul>
          <For each={kinds.filter((kind) => total(kind) > 0 || kind === props.current)}>
            {(kind) => (
              <li>
                <A
                  class="mis-kind"
                  href={`/s/${school.id}/mis/${kind}`}
                  noScroll
                  aria-current={kind === props.current ? "true" : undefined}
                >
                  <span class="mis-kind-words">
                    <strong>{kindNames[kind]}</strong>
                    <span class="sub">{decidedIn(kind, props.made.counts)}</span>
                  </span>
                  <Show when={kind === "identity" && props.made.counts.identity.open > 0}>
                    <TriangleAlert size={16} class="mis-warn" aria-label="Answer these first" />
                  </Show>
                  <span class="mis-kind-count">
                    {props.made.counts[kind].open.toLocaleString("en-GB")}
                    <span class="visually-hidden"> open</span>
                  </span>
                </A>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <p class="mis-kept muted">
        <Lock size={14} aria-hidden="true" />
        <span>What somebody here changed by hand is kept. The MIS never writes over it.</span>
      </p>
    </div>
  );
}
