import type { Event } from "#domain/events";
import { type Nouns, placeOf } from "../actions/noun.ts";
import { wayBack } from "../actions/way-back.ts";
import { pageAt } from "../page.ts";
import type { Place } from "../place.ts";

/**
 * Whether somebody sees an event where they look [U7]: in the column of what is happening or a page that tells it, or as the
 * row that glows, unless that leaves them without the way to take it back [C6].
 */
export function isInView(nouns: Nouns, event: Event, place: Place): boolean {
  const here = pageAt(place.pages, location.pathname);
  if (isFeedSeen() || here?.hasOwnFeed || here?.path === "activity") return true;
  const there = pageAt(place.pages, placeOf(nouns, event, place.school.id));
  return here !== null && here === there && wayBack(nouns, event, place) === null;
}

/** A panel that is open stands where the column would. */
function isFeedSeen(): boolean {
  const feed = document.getElementById("happening");
  return feed !== null && !feed.hidden && getComputedStyle(feed).visibility === "visible";
}
