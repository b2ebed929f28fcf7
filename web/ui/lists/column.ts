import type { Accessor, JSX } from "solid-js";
import type { Listed } from "./list.ts";

/** How a row stands at present. */
export interface RowState {
  /** The arrow keys have led here, so Tab leads to what stands in it. */
  isCurrent: Accessor<boolean>;
  /** Its change is not confirmed yet. */
  isOnItsWay: Accessor<boolean>;
}

/** One column of a noun's list. */
export interface Column<T extends Listed> {
  /** Names its cells (`cell-…`) and, where the list sorts by it, its order in the address. */
  key: string;
  heading: string;
  /** Its heading is for screen readers only. */
  isHeadingHidden?: boolean;
  /** As CSS's grid has it. */
  width: string;
  isOnPhone?: boolean;
  /** How wide the list has to be, in pixels, to have room for it. */
  from?: number;
  /** Stands here where another column has no room, and says what that one would. */
  instead?: { of: string; column: Column<T> };
  /** Nobody can do without it. */
  isFixed?: true;
  cell: (row: Accessor<T>, state: RowState) => JSX.Element;
  /** What it says in a file, by the heading there. */
  csv?: Record<string, (row: T) => string>;
}
