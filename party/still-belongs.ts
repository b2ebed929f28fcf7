import type { Event } from "#domain/events";
import type { Standing } from "#worker/events/ledger";
import { closes } from "./protocol.ts";
import type { Seated } from "./sockets.ts";

type Member = Exclude<Standing, string>;

/** Whether somebody stands as they are seated: a member, in the same role. */
export function isStill(seated: Seated, standing: Standing): standing is Member {
  return typeof standing !== "string" && standing.role === seated.role;
}

/** The code to close a socket with whose person does not, or no longer, stand as a member in its role. */
export function endOf(standing: Standing): number {
  return standing === "signed_out" ? closes.sessionEnded : closes.membershipEnded;
}

/** Whether an event ends somebody's membership, or changes its role. */
export function isEndedBy(event: Event, seated: Seated): boolean {
  if (!("user" in event) || !("status" in event.user)) return false;
  const { id, status, role } = event.user;
  return id === seated.userId && (status !== "active" || role !== seated.role);
}
