import type { Event } from "#domain/events";
import type { PublicInvite } from "#domain/invites";
import type { PublicUser } from "#domain/users";
import { eachTable, type TableName } from "../../web/replica/tables.ts";

const hour = 3_600_000;

/** The moment these tests play at: a Tuesday, 12:00 in London. */
export const noon = Date.parse("2026-11-24T12:00:00Z");

export function at(hoursFromNoon: number): string {
  return new Date(noon + hoursFromNoon * hour).toISOString();
}

/** A replica that knows of nothing. */
export const noRows = eachTable(() => []) as { [T in TableName]: never[] };

/** An invite Priya sent an hour ago, but for what is said otherwise. */
export function invite(but: Partial<PublicInvite> = {}): PublicInvite {
  return {
    id: "joy",
    email: "j.okafor@oakfield.example",
    role: "editor",
    staffType: "teacher",
    status: "pending",
    delivery: "sent",
    deliveryReason: null,
    hardBounced: false,
    createdAt: at(-1),
    sentAt: at(-1),
    openedAt: null,
    requestedAt: null,
    remindedAt: null,
    expiresAt: at(23),
    resends: 0,
    resendsLeft: 3,
    invitedBy: { id: "priya", name: "Priya Shah" },
    batchId: null,
    givenName: null,
    familyName: null,
    acceptedAt: null,
    revokedAt: null,
    userId: null,
    version: 1,
    ...but,
  };
}

type InviteKind = Exclude<Extract<Event, { invite: PublicInvite }>["kind"], "invite.accepted">;

/** Something Tom did to an invite. */
export function event(
  seq: number,
  kind: InviteKind,
  but: Partial<PublicInvite> = {},
  changes: Event["changes"] = null,
): Event {
  return {
    seq,
    at: at(0),
    kind,
    actor: { id: "tom", name: "Tom Mills" },
    command: `c${seq}`,
    changes,
    invite: invite({ version: seq, ...but }),
  };
}

/** Lena Brand, but for what is said otherwise. */
export function user(but: Partial<PublicUser> = {}): PublicUser {
  return {
    id: "lena",
    username: "ng75pn_brand",
    title: null,
    givenName: "Lena",
    middleName: null,
    familyName: "Brand",
    email: "l.brand@oakfield.example",
    phone: null,
    role: "editor",
    staffType: "teacher",
    permissions: { editHistory: false, seeWholeSchool: false, setTargets: false },
    status: "active",
    passwordState: "own",
    groupIds: [],
    lastSeenAt: null,
    version: 1,
    ...but,
  };
}

type UserKind = Exclude<Extract<Event, { user: unknown }>["kind"], "invite.accepted">;

/** Something Tom did to Lena. */
export function userEvent(
  kind: UserKind,
  changes: Event["changes"] = null,
): Extract<Event, { user: unknown; kind: UserKind }> {
  const numbered = { seq: 1, at: at(0), actor: { id: "tom", name: "Tom Mills" }, command: "c1" };
  return { ...numbered, kind, changes, user: user({ version: 2 }) };
}
