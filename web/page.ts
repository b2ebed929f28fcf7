import type { Component, JSX } from "solid-js";
import type { Ability } from "#domain/roles";
import type { School } from "./replica/school.ts";

/** A page of the dashboard, as it announces itself. */
export interface Page {
  /** Its address, below the school's; empty for the page at the school's own. */
  path: string;
  /** What may follow there, such as `/:user?`. */
  params?: string;
  title: string;
  /** What one must be able to do to see it; null for everybody. */
  needs: Ability | null;
  /** Its code is fetched when it is shown. */
  load: () => Promise<{ default: Component }>;
  /** The page that it is a part of, by its path: the way there is marked as one's own. */
  within?: string;
  /** Its way in the navigation, which leaves out what has none. */
  nav?: {
    /** Under which it stands; nothing for what stands above all headings. */
    heading?: string;
    Icon: Component<JSX.SvgSVGAttributes<SVGSVGElement> & { size?: number }>;
    /** It has a place of its own in a phone's bar; the others stand under More. */
    inBar?: true;
    /** How many there are, and of what. A mere total calls nobody, and stays away where there is little room. */
    count?(school: School): { number: number; word: string; isTotal?: true };
  };
  /** It tells what is happening by itself, so the column that does stays away. */
  hasOwnFeed?: true;
  /** Keys that lead there from every page. */
  keys?: readonly PageKey[];
  /** How it is said that somebody is there [C1]. */
  whereabouts: string;
  /** Where others are led who follow somebody there, below the school's address; null for whom nobody can follow. */
  followed(row: string | null): string | null;
  /** What a row of it is called. */
  nameOf?(school: School, row: string): string | undefined;
}

/** A key that leads to a page. */
export interface PageKey {
  /** As browsers name it; several are pressed one after the other. */
  press: string;
  /** What it does, for the list of keys. */
  does: string;
  /** The address it leads to, below the school's. */
  to: string;
}

/** The page that an address shows; null for what nobody is said to be on. */
export function pageAt(pages: readonly Page[], pathname: string): Page | null {
  const path = pathname.split("/")[3] ?? "";
  return pages.find((page) => page.path === path) ?? null;
}

/** The address of a page, as it is below the school's. */
export function addressOf(school: string, path: string): string {
  return path === "" ? `/s/${school}` : `/s/${school}/${path}`;
}
