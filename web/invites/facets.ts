import type { PublicInvite } from "#domain/invites";
import type { Facet } from "../ui/lists/choices/facets.ts";
import { staffFacets } from "../ui/lists/choices/staff-facets.ts";

/** Stands for Staffroom itself, which has no id. */
const staffroom = "staffroom";

/** What invites can be chosen by besides their state [I15]. */
export const inviteFacets: readonly Facet<PublicInvite>[] = [
  ...staffFacets,
  {
    key: "by",
    label: "Invited by",
    all: "Everybody",
    options: (rows) =>
      [...new Map(rows.map(({ invitedBy }) => [idOf(invitedBy), nameOf(invitedBy)]))].sort(
        ([, one], [, other]) => one.localeCompare(other, "en-GB"),
      ),
    holds: ({ invitedBy }, value) => idOf(invitedBy) === value,
  },
];

function idOf(person: PublicInvite["invitedBy"]): string {
  return person?.id ?? staffroom;
}

function nameOf(person: PublicInvite["invitedBy"]): string {
  return person?.name ?? "Staffroom";
}
