import { createUniqueId, type JSX, type ParentProps } from "solid-js";

/** A part of the overview under its heading, with what stands beside that. */
export function OverviewCard(
  props: ParentProps<{ title: string; name: string; aside?: JSX.Element }>,
) {
  const id = createUniqueId();
  return (
    <section class={`card overview-card overview-${props.name}`} aria-labelledby={id}>
      <div class="overview-head">
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
