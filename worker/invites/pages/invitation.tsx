import { type Role, roleNames } from "#domain/roles";
import { remaining } from "#domain/time/remaining";
import { type StaffType, staffTypeNames } from "#domain/users/staff";
import type { OpenedLink } from "../open-link.ts";

/** Who invited whom, as what [I8]. Nobody has invited a school's first Owner. */
export function Invitation({ link }: { link: OpenedLink }) {
  const { invite, invitedBy, school } = link;
  if (!invitedBy && invite.role === "owner") {
    return (
      <p class="lead">
        You are setting up <b>{school.name}</b> as its first Owner, with the address{" "}
        <b translate="no">{invite.email}</b>.
      </p>
    );
  }
  return (
    <p class="lead">
      {invitedBy ? `${invitedBy} invited ` : "This invites "}
      <b translate="no">{invite.email}</b> to join {school.name}{" "}
      {standing(invite.role, invite.staffType)}.
    </p>
  );
}

/** How long the link still works. Less than two hours is soon. */
export function LinkLife({ link, now }: { link: OpenedLink; now: number }) {
  const left = link.invite.expiresAt - now;
  return (
    <p class={left < 2 * 3600_000 ? "pill soon" : "pill"}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" />
        <path d="M8 4.6V8l2.3 1.6" />
      </svg>
      <span>
        This link works once, for another <b data-left={left}>{remaining(left)}</b>
      </span>
    </p>
  );
}

/** As what somebody joins: `as a Teacher (Editor)`, or `as an Editor`. */
export function standing(role: Role, staffType: StaffType | null): string {
  if (!staffType) return `as ${articles[roleNames[role]] ?? "an"} ${roleNames[role]}`;
  const article = staffArticles[staffType];
  return `as ${article}${article && " "}${staffTypeNames[staffType]} (${roleNames[role]})`;
}

const articles: Record<string, string> = { Viewer: "a" };

const staffArticles: Record<StaffType, string> = {
  teacher: "a",
  teaching_assistant: "a",
  slt: "",
  headteacher: "",
  school_office: "",
  ict_coordinator: "an",
  technician: "a",
  governor: "a",
};
