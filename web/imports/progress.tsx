import { For, Show } from "solid-js";
import type { PublicImport } from "#domain/imports";
import { usePlace } from "../place.ts";

/** How far an import is that is being applied, as every admin sees it. */
export function ImportsUnderWay() {
  const { school } = usePlace();
  const shown = () => school.imports.all().filter(({ status }) => status === "applying");
  return <For each={shown()}>{(made) => <UnderWay made={made} />}</For>;
}

function UnderWay(props: { made: PublicImport }) {
  const percent = () => Math.floor((100 * props.made.done) / Math.max(1, props.made.total));
  const words = () =>
    `Applying: ${props.made.done.toLocaleString("en-GB")} of ${props.made.total.toLocaleString("en-GB")} (${percent()}%)`;
  return (
    <section class="card on-way" aria-label="What the MIS says is being applied">
      <p>
        <strong>{words()}</strong>{" "}
        <Show when={props.made.continuesAt !== null}>
          <span class="muted">You can leave this page; it goes on by itself.</span>
        </Show>
      </p>
      <progress
        class="on-way-bar"
        max={Math.max(1, props.made.total)}
        value={props.made.done}
        aria-label={words()}
      />
    </section>
  );
}
