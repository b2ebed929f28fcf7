import { A } from "@solidjs/router";
import type { ParentProps } from "solid-js";
import { usePlace } from "../place.ts";

/** A figure, underlined, as the way to the list of what it counts [S7]. `to` is below the school's address. */
export function FigureLink(props: ParentProps<{ to: string; class?: string }>) {
  const { school } = usePlace();
  return (
    <A class={`figure ${props.class ?? ""}`} href={`/s/${school.id}/${props.to}`}>
      {props.children}
    </A>
  );
}
