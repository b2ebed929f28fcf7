import { type Component, createContext, useContext } from "solid-js";
import type { Event } from "#domain/events";
import { nounOf } from "#domain/kinds";
import type { EventOf, KindOf, Noun } from "#domain/nouns";
import type { Place } from "../place.ts";
import type { Ask, Dialogs } from "./open-dialog.ts";

/** Who is looking, and at what. */
export type Here = Pick<Place, "me" | "school">;

/**
 * What takes an event back; null where the row has moved on, or whoever is looking could not have done it themselves. It
 * gives a sentence that says how things are then, and throws a `Problem` when refused.
 */
export type Undo<N extends Noun> = (
  event: EventOf<N>,
  here: Here,
) => (() => Promise<string>) | null;

/** What the browser knows of a noun's events beyond their words. */
export interface WebNoun<N extends Noun> {
  /** Where they are chosen by kind. */
  label: string;
  /** What each kind is called there; null where nobody chooses among them. */
  kindNames: Record<KindOf<N>, string> | null;
  /** The page, and there the row, that an event is about, below the school's address. */
  placeOf(event: EventOf<N>): string;
  undo?: Undo<N>;
}

export type Nouns = { [N in Noun]: WebNoun<N> };

/** What the nouns have announced: what is known of their events, and their dialogs. */
export interface Announced {
  nouns: Nouns;
  dialogs: DialogViews;
}

/** What a dialog is shown with. */
export interface DialogProps<Q> {
  asked: Q;
  /** Asks something else in its place. */
  ask: Ask;
  close: () => void;
}

/** Dialogs by their names. */
export type DialogViews = {
  [D in keyof Dialogs]: Component<DialogProps<Dialogs[D]>> & { preload: () => void };
};

export const AnnouncedContext = createContext<Announced>();

/** What the nouns have announced. */
export function useAnnounced(): Announced {
  const announced = useContext(AnnouncedContext);
  if (!announced) throw new Error("No noun has announced itself around this component.");
  return announced;
}

/** The address of the page, and there the row, that an event is about. */
export function placeOf(nouns: Nouns, event: Event, school: string): string {
  return `/s/${school}/${at(nouns, nounOf(event.kind)).placeOf(event)}`;
}

/** What takes an event back. */
export function undoOf(nouns: Nouns, event: Event, here: Here): ReturnType<Undo<Noun>> {
  return at(nouns, nounOf(event.kind)).undo?.(event, here) ?? null;
}

/** An event is always of the noun that its kind names. */
function at(nouns: Nouns, noun: Noun): WebNoun<Noun> {
  return nouns[noun] as WebNoun<Noun>;
}
