import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { events, invites, mails, memberships } from "#db/schema";
import type { Act } from "#worker/act";
import { settings } from "#worker/env";
import { invite, resendInvite, revokeInvite } from "#worker/invites/commands";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const db = open(bindings.DB);

/** What a room, the cron or a list would act with: no request anywhere. Also what went on behind it, and the numbers it heard. */
function actAt(school: string, actor: Act["actor"]) {
  const found = settings(bindings);
  if (!found) throw new Error("Not configured.");
  const behind: Promise<unknown>[] = [];
  const numbers: number[] = [];
  const act: Act = {
    env: bindings,
    settings: found,
    now: Date.now(),
    school,
    actor,
    // An hour, so that the mail is still there to be looked at.
    hold: 3600_000,
    waitUntil: (promise) => behind.push(promise),
    onCommitted: (seq) => numbers.push(seq),
  };
  return { act, behind, numbers };
}

function as({ id, school }: Somebody, role: "owner" | "admin" | "editor") {
  return actAt(school, { right: "role", school, id, role, may: "invite" });
}

/** An invite with its events and its mails, as the database has them. */
async function written(id: string) {
  const [row] = await db.select().from(invites).where(eq(invites.id, id));
  const told = await db.select().from(events).where(eq(events.subjectId, id));
  const queued = await db
    .select()
    .from(mails)
    .where(and(eq(mails.kind, "invite"), eq(mails.subjectId, id)));
  return { row, told, queued };
}

/** How many invites a school has for an address. */
function sentTo(school: string, email: string) {
  return db.$count(invites, and(eq(invites.schoolId, school), eq(invites.canonicalEmail, email)));
}

/** Who may call `invite`, with no difference but the name that it is done in. */
const callers = [
  { name: "Priya", by: () => as(people.priya, "owner"), inviter: () => people.priya.id },
  { name: "nobody, as the cron", by: () => actAt(people.oakfield, "clock"), inviter: () => null },
];

describe.each(callers)("an invite that no request asked for, by $name", ({ name, by, inviter }) => {
  const email = `${name.split(",")[0]?.toLowerCase()}.any@oakfield.example`;
  let id: string;

  it("is a row, an event and a mail, and is announced", async () => {
    const { act, behind, numbers } = by();
    ({ id } = await invite(act, { email, role: "editor" }));
    const { row, told, queued } = await written(id);
    expect(row).toMatchObject({
      schoolId: people.oakfield,
      canonicalEmail: email,
      status: "pending",
      invitedById: inviter(),
      sentAt: act.now,
      expiresAt: act.now + act.settings.inviteLife,
    });
    expect(told).toMatchObject([{ kind: "invite.sent", actorId: inviter(), at: act.now }]);
    expect(queued).toMatchObject([
      { generation: 1, recipient: email, status: "queued", dueAt: act.now + 3600_000 },
    ]);
    expect(numbers).toEqual([told[0]?.seq]);
    expect(behind.length).toBeGreaterThan(0);
    await Promise.all(behind);
  });

  it("is refused where one is pending, and nothing is written", async () => {
    const { act, behind, numbers } = by();
    await expect(invite(act, { email, role: "viewer" })).rejects.toMatchObject({
      code: "invite_pending",
    });
    expect(await sentTo(people.oakfield, email)).toBe(1);
    expect([behind, numbers]).toEqual([[], []]);
  });

  it("is refused to somebody who has an account at the school", async () => {
    const rene = await bindings.DB.prepare("select email from users where id = ?")
      .bind(people.rene.id)
      .first<{ email: string }>();
    const details = { email: rene?.email ?? "", role: "viewer" as const };
    await expect(invite(by().act, details)).rejects.toMatchObject({ code: "account_exists" });
  });

  it("is refused under an id that is in use", async () => {
    const details = { id, email: `second.${email}`, role: "viewer" as const };
    await expect(invite(by().act, details)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is resent and withdrawn by the same caller", async () => {
    const { act } = by();
    expect(await resendInvite(act, id)).toMatchObject({ id, resends: 1 });
    await revokeInvite(act, id);
    const { row, told, queued } = await written(id);
    expect(row).toMatchObject({ status: "revoked", generation: 2, resends: 1 });
    expect(told.map(({ kind }) => kind)).toEqual([
      "invite.sent",
      "invite.resent",
      "invite.revoked",
    ]);
    expect(queued.map(({ generation }) => generation).sort()).toEqual([1, 2]);
  });

  it("is unknown at another school", async () => {
    const { act } = actAt(people.fernhill, "clock");
    await expect(revokeInvite(act, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("whose act it is", () => {
  it("is held to the role they came with", async () => {
    const { act } = as(people.tom, "admin");
    const details = { email: "above.tom@oakfield.example", role: "owner" as const };
    await expect(invite(act, details)).rejects.toMatchObject({ code: "role_too_high" });
    expect(await sentTo(people.oakfield, details.email)).toBe(0);
  });

  it("writes nothing once they no longer have that role", async () => {
    const { act } = as(people.ade, "admin");
    await db
      .update(memberships)
      .set({ role: "viewer" })
      .where(eq(memberships.userId, people.ade.id));
    const details = { email: "late.ade@oakfield.example", role: "editor" as const };
    await expect(invite(act, details)).rejects.toMatchObject({ code: "forbidden" });
    expect(await sentTo(people.oakfield, details.email)).toBe(0);
  });
});
