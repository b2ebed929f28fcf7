import { A } from "@solidjs/router";
import type { ParentProps } from "solid-js";
import { type AnswerId, helpAt } from "#domain/help/topics";
import { usePlace } from "../place.ts";

interface HelpLinkProps {
  to: AnswerId;
  /** In a tab of its own, so that nothing half typed is left. */
  isApart?: boolean;
}

/** Leads to an answer of the help. One that is not there does not compile [U10]. */
export function HelpLink(props: ParentProps<HelpLinkProps>) {
  const { school } = usePlace();
  return props.isApart ? (
    <a href={helpAt(props.to)} target="_blank" rel="noopener external">
      {props.children}
      <span class="visually-hidden"> (in a new tab)</span>
    </a>
  ) : (
    <A href={helpAt(props.to, school.id)}>{props.children}</A>
  );
}
