import type { PublicInvite } from "#domain/invites";
import type { PublicSchool } from "#domain/schools";

/** A step of a school's first day. */
export interface FirstStep {
  title: string;
  why: string;
  /** Where it is done, below the school's address. */
  to: string;
  isDone: boolean;
}

/** Whoever is here is alone, or nearly so: with more people the school has found its way. */
const fewPeople = 3;

/**
 * What a new school does first, with what is done already; null once it has begun [U6]. `active` is how many people have an account.
 */
export function firstSteps(
  school: Partial<PublicSchool> | null,
  invites: readonly PublicInvite[],
  active: number,
): FirstStep[] | null {
  const steps = [
    {
      title: "Say how you are reached",
      why: "Whoever has a link that no longer works finds your contact on its page.",
      to: "settings",
      isDone: Boolean(school?.contactEmail ?? school?.phone),
    },
    {
      title: "Set a recovery address",
      why: "If no Owner can sign in one day, that is how the school gets back in.",
      to: "access",
      isDone: Boolean(school?.headteacherEmail ?? school?.deputyEmail),
    },
    {
      title: "Invite your colleagues",
      why: "One by one or as a list. You see here, live, who has come.",
      to: "invites/new",
      isDone: invites.some(({ invitedBy }) => invitedBy !== null),
    },
  ];
  const hasBegun = active >= fewPeople || steps.every(({ isDone }) => isDone);
  return hasBegun ? null : steps;
}
