import { randomUUID } from "node:crypto";
import type { events, groupMembers, mails, schools } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { mailboxOf } from "#domain/emails/mailboxes";
import type { Changes } from "#domain/facts";
import { type Group, newGroup } from "#domain/groups";
import { changesOfLinks, relink } from "#domain/groups/members";
import {
  accept,
  deliver,
  expire,
  type Invite,
  type NewInvite,
  open,
  revoke,
  send,
} from "#domain/invites";
import type { Kind } from "#domain/nouns";
import type { Account, Membership } from "#domain/users";
import { permissionsOf } from "#domain/users/staff";
import type { DemoPerson } from "./people.ts";

/** All rows of one school, as its people's acts have left them. */
export interface History {
  school: typeof schools.$inferInsert;
  accounts: Account[];
  memberships: Membership[];
  invites: Invite[];
  groups: Group[];
  groupMembers: (typeof groupMembers.$inferInsert)[];
  events: (typeof events.$inferInsert)[];
  mails: (typeof mails.$inferInsert)[];
}

type Fact = Omit<History["events"][number], "seq" | "schoolId" | "command">;

const day = 24 * 3600_000;
const second = 1_000;
const arrived = { delivery: "sent", deliveryReason: null, hardBounced: false } as const;

/** A school whose history is told act by act, each under the domain's own rules. Times are epoch milliseconds. */
export function history(
  { id: schoolId, name, postcode }: DemoPerson["school"],
  registeredAt: number,
) {
  const facts: Fact[] = [];
  const invites = new Map<string, Invite>();
  const accounts: Account[] = [];
  const memberships: Membership[] = [];
  const groups: Group[] = [];
  const members: History["groupMembers"] = [];
  note("school.registered", null, schoolId, registeredAt);
  return { invites: invited, accepts, revokes, expires, gathers, told };

  /** Gives the invite's id. `life` is how long the link works, in milliseconds. */
  function invited(
    { email, role, staffType }: NewInvite,
    by: DemoPerson | null,
    at: number,
    life = day,
  ): string {
    const made = send(
      {
        id: randomUUID(),
        schoolId,
        invitedById: by?.id ?? null,
        email,
        role,
        staffType: staffType ?? null,
      },
      at,
      life,
    );
    invites.set(made.id, made);
    note("invite.sent", by?.id ?? null, made.id, at);
    become("invite.delivery", null, deliver(made, 1, arrived), at + 2 * second);
    return made.id;
  }

  function accepts(id: string, person: DemoPerson, at: number): void {
    become("invite.opened", null, open(invite(id), 1, at - 90 * second), at - 90 * second);
    accounts.push(account(person, at));
    memberships.push(membership(person, at));
    become("invite.accepted", person.id, accept(invite(id), person.id, at), at);
  }

  function revokes(id: string, by: DemoPerson, at: number): void {
    become("invite.revoked", by.id, revoke(invite(id), at), at);
  }

  function expires(id: string): void {
    const { expiresAt } = invite(id);
    become("invite.expired", null, expire(invite(id), expiresAt), expiresAt);
  }

  /** Makes a group, and puts these people into it. */
  function gathers(
    name: string,
    yearGroup: string | null,
    by: DemoPerson,
    people: readonly DemoPerson[],
    at: number,
  ): void {
    const made = newGroup({ name, yearGroup }, { id: randomUUID(), schoolId }, at);
    note("group.added", by.id, made.id, at);
    if (people.length === 0) return void groups.push(made);
    const come = relink({}, { add: people.map(({ id }) => id), remove: [] });
    groups.push({ ...made, version: made.version + 1 });
    for (const { id } of people)
      members.push({ groupId: made.id, userId: id, schoolId, source: "hand" });
    note("group.changed", by.id, made.id, at + second, come ? changesOfLinks("members", come) : {});
  }

  /** The facts in the order of their times, numbered without gaps. */
  function told(): History {
    // What was accepted needs its mail no more, and the mailbox shows few.
    const unanswered = [...invites.values()].filter((each) => each.status !== "accepted");
    const inOrder = facts
      .sort((a, b) => a.at - b.at)
      .map((fact, i) => ({ ...fact, schoolId, seq: i + 1, command: randomUUID() }));
    const [first] = invites.values();
    const school = {
      id: schoolId,
      name,
      postcode,
      timeZone: "Europe/London",
      epoch: randomUUID(),
      createdAt: registeredAt,
      headteacherEmail: first?.email.replace(/^.*@/, "head@") ?? null,
      version: 1,
    };
    return {
      school,
      accounts,
      memberships,
      invites: [...invites.values()],
      groups,
      groupMembers: members,
      events: inOrder,
      mails: unanswered.map(mail),
    };
  }

  function become(kind: Kind, actorId: string | null, next: Invite | null, at: number): void {
    if (!next) throw new Error(`The demo's ${kind} does not follow from what came before.`);
    const changes = difference(invite(next.id), next);
    invites.set(next.id, next);
    note(kind, actorId, next.id, at, changes);
  }

  function note(
    kind: Kind,
    actorId: string | null,
    subjectId: string,
    at: number,
    changes?: Changes,
  ): void {
    facts.push({ kind, actorId, subjectId, at, changes: changes ? JSON.stringify(changes) : null });
  }

  function invite(id: string): Invite {
    const found = invites.get(id);
    if (!found) throw new Error("The demo has no such invite.");
    return found;
  }
}

function difference(seen: Invite, next: Invite): Changes {
  const told = ["status", "expiresAt", "delivery"] as const;
  return Object.fromEntries(
    told
      .filter((field) => seen[field] !== next[field])
      .map((field) => [field, [seen[field], next[field]]]),
  );
}

function account({ id, username, email, givenName, familyName }: DemoPerson, now: number): Account {
  const confirmed = { email, canonicalEmail: canonicalEmail(email), emailConfirmedAt: now };
  const name = { title: null, givenName, middleName: null, familyName, phone: null };
  return {
    id,
    username,
    ...confirmed,
    ...name,
    passwordHash: null,
    passwordState: "own",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
}

function membership({ id, school, role, staffType }: DemoPerson, now: number): Membership {
  const standing = { status: "active", joinedAt: now, lastSeenAt: now, version: 1 } as const;
  return {
    schoolId: school.id,
    userId: id,
    role,
    staffType,
    ...permissionsOf(staffType),
    ...standing,
  };
}

function mail({
  id,
  schoolId,
  generation,
  canonicalEmail: recipient,
  sentAt,
}: Invite): History["mails"][number] {
  const sent = {
    status: "sent",
    attempts: 1,
    createdAt: sentAt,
    countsAt: sentAt,
    sentAt: sentAt + 2 * second,
    dueAt: null,
  } as const;
  return {
    id: randomUUID(),
    schoolId,
    kind: "invite",
    subjectId: id,
    generation,
    recipient,
    mailbox: mailboxOf(recipient),
    ...sent,
  };
}
