import type { Event } from "#domain/events";

/** The address of the page, and there the row, that an event is about. */
export function placeOf(event: Event, schoolId: string): string {
  const school = `/s/${schoolId}`;
  if ("user" in event) return `${school}/users/${event.user.id}`;
  if ("invite" in event) return `${school}/invites?invite=${event.invite.id}`;
  return `${school}/access`;
}
