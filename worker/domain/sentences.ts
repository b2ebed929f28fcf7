import type { Changes, Event } from "./events.ts";
import type { PublicInvite } from "./invites.ts";
import { fullName, type Person } from "./names.ts";
import { type Role, roleNames } from "./roles.ts";
import type { PublicSchool } from "./schools.ts";
import { type StaffType, staffTypeNames } from "./staff.ts";
import { took } from "./time.ts";
import type { ListedUser, PublicUser } from "./users.ts";

/** What happened, as it is said in the feed, in notes, on the activity page and in its export. */
export interface Sentence {
  /** Who or what it is about; stands out. */
  subject: string;
  verb: string;
  /** Smaller, below; may be empty. */
  detail: string;
  tone: "plain" | "good" | "bad" | "faded";
  /** Whose initials stand beside it; null for things nobody did. */
  by: string | null;
}

/** The one place where events become words. `me` is the reader's user id; null speaks of everybody by name. */
export function sentence(event: Event, me: string | null = null): Sentence {
  const actor = event.actor && (event.actor.id === me ? "You" : event.actor.name);
  const somebody = actor ?? "Staffroom";
  const by = event.actor?.name ?? null;
  switch (event.kind) {
    case "invite.sent":
      return {
        subject: somebody,
        verb: `invited ${event.invite.email}`,
        detail: post(event.invite),
        tone: "plain",
        by,
      };
    case "invite.resent":
      return {
        subject: somebody,
        verb: `resent ${event.invite.email}`,
        detail: `link ${link(event)} of 4 · older links no longer work`,
        tone: "plain",
        by,
      };
    case "invite.opened":
      return {
        subject: event.invite.email,
        verb: "opened the link",
        detail: "filling in the form",
        tone: "plain",
        by: null,
      };
    case "invite.changed":
      return {
        subject: somebody,
        verb: `changed ${event.invite.email}`,
        detail: changed(event),
        tone: "plain",
        by,
      };
    case "invite.accepted":
      return accepted(event);
    case "invite.expired":
      return {
        subject: event.invite.email,
        verb: "expired",
        detail: "time passed without set-up",
        tone: "faded",
        by: null,
      };
    case "invite.revoked":
      return {
        subject: somebody,
        verb: `withdrew ${event.invite.email}`,
        detail: "the link no longer works",
        tone: "faded",
        by,
      };
    case "invite.restored":
      return {
        subject: somebody,
        verb: `took back the withdrawal of ${event.invite.email}`,
        detail: "the same link works again",
        tone: "plain",
        by,
      };
    case "invite.delivery":
      return delivered(event);
    case "user.added":
      return {
        subject: somebody,
        verb: `added ${fullName(event.user)}`,
        detail: post(event.user),
        tone: "plain",
        by,
      };
    case "user.changed":
      return userChanged(event, somebody, me);
    case "user.deactivated":
      return {
        subject: somebody,
        verb: event.changes?.mergedInto
          ? `merged two accounts of ${fullName(event.user)}`
          : `deactivated ${fullName(event.user)}`,
        detail: event.changes?.mergedInto
          ? `${nameOf(event.user)} is deactivated`
          : "can no longer get in",
        tone: "faded",
        by,
      };
    case "user.reactivated":
      return {
        subject: somebody,
        verb: `reactivated ${fullName(event.user)}`,
        detail: post(event.user),
        tone: "good",
        by,
      };
    case "school.registered":
      return {
        subject: event.school.name,
        verb: "joined Staffroom",
        detail: event.school.postcode,
        tone: "plain",
        by: null,
      };
    case "school.changed":
      return schoolChanged(event, somebody);
    case "recovery.asked":
      return {
        subject: somebody,
        verb: "asked for a new Owner",
        detail: "waiting for a recovery address to confirm",
        tone: "bad",
        by,
      };
    case "recovery.confirmed":
      return {
        subject: "Recovery",
        verb: "was confirmed by mail",
        detail: "a new Owner is mailed in 72 h unless an Owner signs in",
        tone: "bad",
        by: null,
      };
    case "recovery.cancelled":
      return {
        subject: somebody,
        verb: "cancelled the recovery",
        detail: "an Owner can sign in",
        tone: "good",
        by,
      };
    case "recovery.granted":
      return {
        subject: "Recovery",
        verb: "is done",
        detail: "the new Owner has been mailed",
        tone: "good",
        by: null,
      };
    case "recovery.lapsed":
      return {
        subject: "Recovery",
        verb: "lapsed",
        detail: "nobody confirmed it in 72 h",
        tone: "faded",
        by: null,
      };
    default:
      return event satisfies never;
  }
}

/** Whether somebody at work wants to be told at once. Mail that goes its way is no news; mail that does not is. */
export function isNews(event: Event): boolean {
  return event.kind !== "invite.delivery" || misfortunes[deliveryOf(event)] !== undefined;
}

/** The sentence as one line of text. */
export function spoken({ subject, verb }: Sentence): string {
  return `${subject} ${verb}.`;
}

interface InviteFact {
  invite: PublicInvite;
  changes: Changes | null;
}

function accepted({ invite, user }: Extract<Event, { kind: "invite.accepted" }>): Sentence {
  const name = fullName(user);
  const time = invite?.acceptedAt
    ? ` · took ${took(Date.parse(invite.acceptedAt) - Date.parse(invite.sentAt))}`
    : "";
  return {
    subject: name,
    verb: "accepted",
    detail: `${roleNames[user.role]}${time}`,
    tone: "good",
    by: name,
  };
}

function delivered(fact: InviteFact): Sentence {
  const { email: subject, deliveryReason } = fact.invite;
  const misfortune = misfortunes[deliveryOf(fact)];
  if (misfortune)
    return {
      subject,
      verb: misfortune,
      detail: deliveryReason ?? "the mail did not arrive",
      tone: "bad",
      by: null,
    };
  const verb = deliveryOf(fact) === "delivered" ? "has the mail" : "was mailed";
  return { subject, verb, detail: "", tone: "plain", by: null };
}

function deliveryOf({ invite, changes }: InviteFact): string {
  return String(changes?.delivery?.[1] ?? invite.delivery);
}

const misfortunes: Record<string, string> = {
  bounced: "bounced",
  dropped: "could not be mailed",
  failed: "could not be mailed",
  complained: "marked the mail as spam",
};

function link({ changes, invite }: InviteFact): number {
  const resends = changes?.resends?.[1];
  return (typeof resends === "number" ? resends : invite.resends) + 1;
}

function changed({ changes }: InviteFact): string {
  const words = [
    ...pair(changes?.role, (role) => roleNames[role as Role]),
    ...pair(changes?.staffType, (type) =>
      type === null ? "no staff type" : staffTypeNames[type as StaffType],
    ),
    ...(changes?.email ? ["a corrected address"] : []),
  ];
  return words.join(" · ");
}

interface UserFact {
  user: {
    id: string;
    givenName: string;
    familyName: string;
    role: Role;
    staffType: StaffType | null;
  };
  actor: Event["actor"];
  changes: Changes | null;
}

/** Of a person's details it is told only that they changed. */
function userChanged(
  { user, actor, changes }: UserFact,
  somebody: string,
  me: string | null,
): Sentence {
  const by = actor?.name ?? null;
  const isOwn = actor === null || actor.id === user.id;
  const state = changes?.passwordState?.[1];
  // Of a password that only replaced another there is nothing to tell old and new.
  const isPassword =
    changes !== null && (Object.keys(changes).length === 0 || "password" in changes);
  if (state === "handed_out" || (isPassword && !isOwn)) {
    return {
      subject: somebody,
      verb: `set a password for ${fullName(user)}`,
      detail: "to be changed at first sign-in",
      tone: "plain",
      by,
    };
  }
  if ((state === "own" || isPassword) && isOwn) {
    const subject = user.id === me ? "You" : fullName(user);
    return { subject, verb: "chose a new password", detail: "", tone: "plain", by: fullName(user) };
  }
  const whose = user.id === me ? "your account" : fullName(user);
  const detail = changesOfUser(changes) || post(user);
  return {
    subject: somebody,
    verb:
      isOwn && actor
        ? `changed ${user.id === me ? "your" : "their"} own details`
        : `changed ${whose}`,
    detail,
    tone: "plain",
    by,
  };
}

function changesOfUser(changes: Changes | null): string {
  const isIn = (...fields: string[]) => fields.some((field) => changes?.[field]);
  const words = [
    ...pair(changes?.role, (role) => roleNames[role as Role]),
    ...pair(changes?.staffType, (type) =>
      type === null ? "no staff type" : staffTypeNames[type as StaffType],
    ),
    ...(isIn("title", "givenName", "middleName", "familyName") ? ["name"] : []),
    ...(isIn("email") ? ["e-mail"] : []),
    ...(isIn("phone") ? ["phone"] : []),
    ...(isIn("editHistory", "seeWholeSchool", "setTargets") ? ["permissions"] : []),
  ];
  return words.join(" · ");
}

interface SchoolFact {
  school: PublicSchool;
  actor: Person | null;
  changes: Changes | null;
}

function schoolChanged({ school, actor, changes }: SchoolFact, subject: string): Sentence {
  const by = actor?.name ?? null;
  if (changes?.headteacherEmail || changes?.deputyEmail) {
    return {
      subject,
      verb: "changed a recovery address",
      detail: "Access says from when it counts",
      tone: "plain",
      by,
    };
  }
  return { subject, verb: "changed the school's details", detail: school.name, tone: "plain", by };
}

function pair(
  change: [unknown, unknown] | undefined,
  name: (value: unknown) => string | undefined,
): string[] {
  return change ? [`${name(change[0])} → ${name(change[1])}`] : [];
}

function post({ role, staffType }: { role: Role; staffType: StaffType | null }): string {
  return [roleNames[role], staffType && staffTypeNames[staffType]].filter(Boolean).join(" · ");
}

/** The username, for those who may see it. */
function nameOf(user: PublicUser | ListedUser): string {
  return "username" in user ? user.username : fullName(user);
}
