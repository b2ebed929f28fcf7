import * as z from "zod/mini";
import { canonicalEmail, Email } from "./emails.ts";
import { DomainError } from "./errors.ts";
import { thinkOfReminder } from "./invites/reminder.ts";
import { line, Person } from "./names.ts";
import { canGrant, Role } from "./roles.ts";
import { iso, isoOrNull } from "./time.ts";
import { StaffType } from "./users/staff.ts";

export const InviteStatus = z.enum(["pending", "accepted", "expired", "revoked"]);
export type InviteStatus = z.infer<typeof InviteStatus>;

/** The fate of the latest mail of an invite [I11]. */
export const Delivery = z.enum([
  "queued",
  "sent",
  "delivered",
  "bounced",
  "dropped",
  "complained",
  "failed",
]);
export type Delivery = z.infer<typeof Delivery>;

/** How often one invite may be sent again [I3]. */
export const resendLimit = 3;
/** Invite mails that may go to one address from one school within 24 hours, however they come about [I3]. */
export const mailLimit = 8;
/** Somebody who has begun the form keeps at least this long, in milliseconds [I7]. */
export const grace = 30 * 60_000;
/** How long a withdrawal can be taken back, in milliseconds [C6]. */
export const undoTime = 8_000;

/** One invitation of one address to one school. Times are epoch milliseconds. */
export interface Invite {
  id: string;
  schoolId: string;
  /** The id its school knows it by, where the own one is not the one that was asked for. */
  alias: string | null;
  email: string;
  canonicalEmail: string;
  role: Role;
  staffType: StaffType | null;
  status: InviteStatus;
  /** Counts the links made; only the latest one opens anything. */
  generation: number;
  resends: number;
  delivery: Delivery;
  deliveryReason: string | null;
  /** Mail has told for good that nobody can be reached at the address. */
  hardBounced: boolean;
  createdAt: number;
  sentAt: number;
  openedAt: number | null;
  /** When its holder last asked for a new link [I13]; null once that is answered. */
  requestedAt: number | null;
  /** When a reminder is due, or next to be thought about; null for no more. */
  remindAt: number | null;
  /** When its holder was reminded of the present link. */
  remindedAt: number | null;
  /** Whether the present link has had its half hour of grace. */
  extended: boolean;
  expiresAt: number;
  acceptedAt: number | null;
  revokedAt: number | null;
  userId: string | null;
  invitedById: string | null;
  /** The list it came with. */
  batchId: string | null;
  /** What a list says they are called, for the set-up form. */
  givenName: string | null;
  familyName: string | null;
  version: number;
  /** The version in which it last changed by more than news of its mail or link: what an edit must have seen. */
  editedIn: number;
}

/** `id`, a UUID, is for clients that show an invite before the answer comes; without it the server makes one. */
export const NewInvite = z.strictObject({
  id: z.optional(z.uuid("Send a UUID.").check(z.toLowerCase())),
  email: Email,
  role: Role,
  staffType: z.optional(z.nullable(StaffType)),
  givenName: z.optional(line(80)),
  familyName: z.optional(line(80)),
});
export type NewInvite = z.infer<typeof NewInvite>;

export const InviteChange = z
  .strictObject({
    email: z.optional(Email),
    role: z.optional(Role),
    staffType: z.optional(z.nullable(StaffType)),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type InviteChange = z.infer<typeof InviteChange>;

/** An invite as Owners and Admins see it. Times are ISO 8601 UTC; `sentAt` is the latest link's. */
export const PublicInvite = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  staffType: z.nullable(StaffType),
  status: InviteStatus,
  delivery: Delivery,
  deliveryReason: z.nullable(z.string()),
  /** No mail reaches this address, so no resend would [I11]. */
  hardBounced: z.boolean(),
  /** When it was first sent: lists are by this, the newest first. */
  createdAt: z.string(),
  sentAt: z.string(),
  openedAt: z.nullable(z.string()),
  /** When a new link was asked for; null once that is answered. */
  requestedAt: z.nullable(z.string()),
  /** When its holder was reminded of the present link. */
  remindedAt: z.nullable(z.string()),
  expiresAt: z.string(),
  resends: z.number(),
  resendsLeft: z.number(),
  invitedBy: z.nullable(Person),
  batchId: z.nullable(z.string()),
  givenName: z.nullable(z.string()),
  familyName: z.nullable(z.string()),
  acceptedAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
  userId: z.nullable(z.string()),
  version: z.number(),
});
export type PublicInvite = z.infer<typeof PublicInvite>;

/** The invite as it is told to those who may see it. */
export function published(invite: Invite, invitedBy: Person | null): PublicInvite {
  const { email, role, staffType, status, delivery, deliveryReason, hardBounced } = invite;
  const { resends, userId, version } = invite;
  return {
    id: invite.alias ?? invite.id,
    email,
    role,
    staffType,
    status,
    delivery,
    deliveryReason,
    hardBounced,
    createdAt: iso(invite.createdAt),
    sentAt: iso(invite.sentAt),
    openedAt: isoOrNull(invite.openedAt),
    requestedAt: isoOrNull(invite.requestedAt),
    remindedAt: isoOrNull(invite.remindedAt),
    expiresAt: iso(invite.expiresAt),
    resends,
    resendsLeft: resendsLeft(invite),
    invitedBy,
    batchId: invite.batchId,
    givenName: invite.givenName,
    familyName: invite.familyName,
    acceptedAt: isoOrNull(invite.acceptedAt),
    revokedAt: isoOrNull(invite.revokedAt),
    userId,
    version,
  };
}

/** A first invite. `life` is how long its link works, in milliseconds. */
export function send(
  details: {
    id: string;
    schoolId: string;
    alias?: string | null;
    invitedById: string | null;
    batchId?: string;
  } & NewInvite,
  now: number,
  life: number,
): Invite {
  return {
    id: details.id,
    schoolId: details.schoolId,
    alias: details.alias ?? null,
    email: details.email,
    canonicalEmail: canonicalEmail(details.email),
    role: details.role,
    staffType: details.staffType ?? null,
    invitedById: details.invitedById,
    batchId: details.batchId ?? null,
    givenName: details.givenName || null,
    familyName: details.familyName || null,
    createdAt: now,
    status: "pending",
    generation: 1,
    resends: 0,
    acceptedAt: null,
    revokedAt: null,
    userId: null,
    version: 1,
    editedIn: 1,
    ...freshLink(now, life),
  };
}

/** A new link for the same address, which kills every earlier one [I3]. Refuses with `not_resendable` or `no_resends_left`. */
export function resend(invite: Invite, now: number, life: number): Invite {
  if (!isResendable(invite)) throw new DomainError("not_resendable");
  if (resendsLeft(invite) === 0) throw new DomainError("no_resends_left");
  return next(invite, {
    status: "pending",
    generation: invite.generation + 1,
    resends: invite.resends + 1,
    ...freshLink(now, life),
  });
}

/** Withdraws a pending invite. Refuses with `not_pending`. */
export function revoke(invite: Invite, now: number): Invite {
  if (!isPending(invite, now)) throw new DomainError("not_pending");
  return next(invite, { status: "revoked", revokedAt: now, requestedAt: null });
}

/** Takes a withdrawal back: the same link lives again [C6]. Refuses with `too_late`. */
export function restore(invite: Invite, now: number): Invite {
  const undoable =
    invite.status === "revoked" && invite.revokedAt !== null && now - invite.revokedAt <= undoTime;
  if (!undoable || now >= invite.expiresAt) throw new DomainError("too_late");
  return next(invite, { status: "pending", revokedAt: null });
}

/**
 * Changes a pending invite [I14]. Role and staff type keep the link; another address makes a new link
 * with its own time and resends, also where no mail had reached the old one until its time was over. Null when nothing would
 * differ. Refuses with `not_pending`.
 */
export function change(
  invite: Invite,
  changes: InviteChange,
  now: number,
  life: number,
): Invite | null {
  const isMoved =
    changes.email !== undefined && canonicalEmail(changes.email) !== invite.canonicalEmail;
  if (!isPending(invite, now) && !(isMoved && isFixable(invite)))
    throw new DomainError("not_pending");
  const { email = invite.email, role = invite.role, staffType = invite.staffType } = changes;
  if (email === invite.email && role === invite.role && staffType === invite.staffType) return null;
  return next(invite, {
    email,
    canonicalEmail: canonicalEmail(email),
    role,
    staffType,
    ...(isMoved && {
      status: "pending",
      generation: invite.generation + 1,
      resends: 0,
      ...freshLink(now, life),
    }),
  });
}

/** Whether whoever has seen this version of an invite has seen every edit of it: news of its mail and link are forgiven. */
export function hasSeen({ editedIn, version }: Invite, seen: number): boolean {
  return editedIn <= seen && seen <= version;
}

/**
 * Somebody has begun to fill in the form [I7]: noted once per link, and no less than half an hour is
 * left then, at most once per link. Null when there is nothing to note.
 */
export function open(invite: Invite, generation: number, now: number): Invite | null {
  if (deadReason(invite, generation, now)) return null;
  const extend = !invite.extended && invite.expiresAt - now < grace;
  if (invite.openedAt !== null && !extend) return null;
  return news(invite, {
    openedAt: invite.openedAt ?? now,
    remindAt: null,
    ...(extend && { extended: true, expiresAt: now + grace }),
  });
}

/**
 * Whoever holds a dead link asks for another [I13]: noted once until it is answered, and not for a used one, which needs none.
 * Null when there is nothing to note.
 */
export function request(invite: Invite, generation: number, now: number): Invite | null {
  const reason = deadReason(invite, generation, now);
  if (reason === null || reason === "used" || invite.requestedAt !== null) return null;
  return news(invite, { requestedAt: now });
}

/** The invitee has submitted the form: the invite becomes this account's. The caller has asked `deadReason` before. */
export function accept(invite: Invite, userId: string, now: number): Invite {
  return next(invite, {
    status: "accepted",
    acceptedAt: now,
    requestedAt: null,
    openedAt: invite.openedAt ?? now,
    userId,
  });
}

/** The link's time is over. Null when it is not, or when it no longer matters. */
export function expire(invite: Invite, now: number): Invite | null {
  return invite.status === "pending" && now >= invite.expiresAt
    ? next(invite, { status: "expired" })
    : null;
}

/** Its holder has been reminded of the present link. Null for an older link's reminder, or one more. */
export function remind(invite: Invite, generation: number, now: number): Invite | null {
  if (generation !== invite.generation || invite.remindedAt !== null) return null;
  return news(invite, { remindedAt: now, remindAt: null });
}

/** What is known of a mail's way, why it does not go on, and whether no mail ever will. */
export type MailNews = Pick<Invite, "delivery" | "deliveryReason" | "hardBounced">;

/**
 * The mail of the present link has met its fate. Null for news of an older link, or none; and where no mail reaches the
 * address, for news that an earlier one arrived.
 */
export function deliver(invite: Invite, generation: number, told: MailNews): Invite | null {
  if (generation !== invite.generation) return null;
  if (invite.hardBounced && (told.delivery === "sent" || told.delivery === "delivered"))
    return null;
  const { delivery, deliveryReason, hardBounced } = invite;
  const isKnown =
    delivery === told.delivery &&
    deliveryReason === told.deliveryReason &&
    hardBounced === told.hardBounced;
  return isKnown ? null : news(invite, told);
}

export type DeadReason = "used" | "withdrawn" | "expired" | "replaced";

/** Why a genuine link opens nothing, the first that holds of [I5]; null while it works. It is refused at `expiresAt` exactly. */
export function deadReason(invite: Invite, generation: number, now: number): DeadReason | null {
  if (invite.status === "accepted") return "used";
  if (invite.status === "revoked") return "withdrawn";
  if (invite.status === "expired" || now >= invite.expiresAt) return "expired";
  if (invite.generation !== generation) return "replaced";
  return null;
}

/** Both an invite's old and new role must be one the actor can grant [I14]. Refuses with `role_too_high`. */
export function mayActOn(own: Role, ...granted: Role[]): void {
  if (!granted.every((role) => canGrant(own, role))) throw new DomainError("role_too_high");
}

/** Whether another link may be sent to the same address; not to one that no mail reaches, until it is put right. */
export function isResendable(invite: Pick<Invite, "status" | "hardBounced">): boolean {
  return isOpen(invite) && !invite.hardBounced;
}

/** Whether another address is what it wants: no mail reaches the one it has. */
export function isFixable(invite: Pick<Invite, "status" | "hardBounced">): boolean {
  return isOpen(invite) && invite.hardBounced;
}

/** Whether it can still come to something: neither accepted nor withdrawn. */
export function isOpen({ status }: Pick<Invite, "status">): boolean {
  return status === "pending" || status === "expired";
}

export function resendsLeft(invite: { resends: number }): number {
  return resendLimit - invite.resends;
}

export function isPending(invite: Invite, now: number): boolean {
  return invite.status === "pending" && now < invite.expiresAt;
}

function freshLink(now: number, life: number) {
  return {
    sentAt: now,
    expiresAt: now + life,
    openedAt: null,
    requestedAt: null,
    remindAt: thinkOfReminder(now, now + life),
    remindedAt: null,
    extended: false,
    delivery: "queued",
    deliveryReason: null,
    hardBounced: false,
  } as const;
}

function next(invite: Invite, changes: Partial<Invite>): Invite {
  return { ...news(invite, changes), editedIn: invite.version + 1 };
}

/** A change that nobody's edit can collide with. */
function news(invite: Invite, changes: Partial<Invite>): Invite {
  return { ...invite, ...changes, version: invite.version + 1 };
}
