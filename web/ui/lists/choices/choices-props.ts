import type { JSX } from "solid-js";

/** What stands behind a list's button *Filter*. */
export interface ChoicesProps {
  /** How many of the choices say something. */
  inUse: number;
  choices: () => JSX.Element;
  /** What a phone's head has no room for: sorting, files, other ways in. */
  more?: (() => JSX.Element) | undefined;
}
