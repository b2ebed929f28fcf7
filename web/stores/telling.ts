import type { Event } from "#domain/events";
import { canGrant, canManage, type Role } from "#domain/roles";
import { isNews, sentence, spoken } from "#domain/sentences";
import { type Note, note } from "../notes.ts";
import type { Place, School } from "./school.ts";
import { undoable, undoableDeactivation } from "./undoing.ts";

/** Events that come together are told together. Milliseconds. */
const gather = 300;
/** More notes than this at once are summed up in one. */
const mostNotes = 2;

/** Tells what others did, in notes at the bottom of the page that screen readers hear too. */
export function createTelling(place: Place): (events: Event[]) => void {
  let waiting: Note[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  return (events) => {
    waiting.push(...events.flatMap((event) => (event.actor?.id === place.me.id ? [] : (noteOf(event, place) ?? []))));
    if (waiting.length > 0 && !timer) timer = setTimeout(tell, gather);
  };

  function tell(): void {
    const notes = waiting;
    waiting = [];
    timer = undefined;
    if (notes.length <= mostNotes) for (const one of notes) void note(one);
    else void note({ text: `${notes.length} changes by others`, detail: "The list and Happening now are up to date." });
  }
}

function noteOf(event: Event, { me, school }: Place): Note | null {
  if (!isNews(event)) return null;
  const told = sentence(event, me.id);
  return { text: spoken(told), detail: told.detail, tone: told.tone, ...wayBack(event, me.role, school) };
}

/** What others did may be undone by whoever could have done it [C6]. */
function wayBack(event: Event, role: Role, school: School): Pick<Note, "undo" | "duration"> {
  if (event.kind === "invite.revoked" && canGrant(role, event.invite.role)) return undoable(school, event.invite);
  if (event.kind === "user.deactivated" && !event.changes?.mergedInto && canManage(role, event.user.role))
    return undoableDeactivation(school, event.user.id, event.at);
  return {};
}
