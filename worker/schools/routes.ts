import { and, asc, desc, eq } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { packed } from "#db/rows";
import { invites, memberships, schools as schoolRows, users } from "#db/schema";
import { canonicalEmail, isEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import { Event, seenBy } from "#domain/events";
import { expire, PublicInvite, published } from "#domain/invites";
import { Person } from "#domain/names";
import { PublicRecovery, publishedRecovery } from "#domain/recoveries";
import { can, type Role } from "#domain/roles";
import { outlined, PublicSchool, Registration, SchoolChange } from "#domain/schools";
import { Username } from "#domain/usernames";
import { ListedUser, listed, PublicUser, publishedUser } from "#domain/users";
import { head, person, publishedSchool } from "../events/history.ts";
import { eventsSince } from "../events/ledger.ts";
import { activity } from "../events/routes.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { ifMatch } from "../http/if-match.ts";
import { inSchool, may } from "../http/in-school.ts";
import { gives } from "../http/openapi.ts";
import { signedIn } from "../http/signed-in.ts";
import { freeUsername } from "../invites/accept.ts";
import { addressFacts } from "../invites/addresses.ts";
import { withInviter } from "../invites/commands.ts";
import { invites as inviteRoutes } from "../invites/routes.ts";
import { newestRecovery } from "../recovery/commands.ts";
import { recoveries } from "../recovery/routes.ts";
import { passwordEmails } from "../users/password-emails.ts";
import { users as userRoutes } from "../users/routes.ts";
import { changeSchool } from "./details.ts";
import { register } from "./registration.ts";
import { room } from "./room-route.ts";

const Since = z.strictObject({
  since: z.string().check(z.regex(/^\d{1,15}$/, "Send the number of the last event you have.")),
});

const Snapshot = z.object({
  epoch: z.string(),
  seq: z.number(),
  school: PublicSchool,
  users: z.array(z.union([PublicUser, ListedUser])),
  invites: z.array(PublicInvite),
  groups: z.array(z.unknown()),
  members: z.array(z.unknown()),
  recovery: z.nullable(PublicRecovery),
});
const EventPage = z.object({
  epoch: z.string(),
  seq: z.number(),
  to: z.number(),
  more: z.boolean(),
  events: z.array(Event),
});
const AddressCheck = z.object({
  available: z.boolean(),
  reason: z.nullable(z.enum(["account_exists", "invite_pending", "invalid"])),
  user: z.nullable(Person),
});

const UsernameCheck = z.object({ available: z.boolean(), suggestion: z.nullable(z.string()) });

/** What happens inside one school. Everything here is behind the session and the membership. */
const school = new Hono<App>()
  .get("/", may("seeSchool"), gives(200, z.object({ school: PublicSchool })), async (c) => {
    const [row] = await open(c.env.DB)
      .select()
      .from(schoolRows)
      .where(eq(schoolRows.id, c.get("seat").schoolId));
    if (!row) throw new DomainError("not_found");
    return c.json({ school: seenSchool(c.get("seat").role, row) }, 200);
  })
  .patch(
    "/",
    may("changeSchool"),
    body(SchoolChange),
    gives(200, z.object({ school: PublicSchool })),
    async (c) => {
      const change = c.req.valid("json");
      const isRecovery = change.headteacherEmail !== undefined || change.deputyEmail !== undefined;
      if (isRecovery && !can(c.get("seat").role, "changeRecoveryAddresses"))
        throw new DomainError("forbidden");
      const changed = await changeSchool(
        c,
        change,
        c.req.header("If-Match") === undefined ? null : ifMatch(c),
      );
      return c.json({ school: publishedSchool(changed) }, 200);
    },
  )
  .get("/snapshot", may("seeSchool"), gives(200, Snapshot), async (c) => {
    const { schoolId, role } = c.get("seat");
    const db = open(c.env.DB);
    // One batch is one transaction: everything is as of the same number.
    const [heads, [found], people, sent, [latest]] = await db.batch([
      head(db, schoolId),
      db.select().from(schoolRows).where(eq(schoolRows.id, schoolId)),
      db
        .select({ account: packed(users), membership: packed(memberships) })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(
          and(
            eq(memberships.schoolId, schoolId),
            can(role, "seeWholeUsers") ? undefined : eq(memberships.status, "active"),
          ),
        )
        .orderBy(asc(users.familyName), asc(users.givenName)),
      withInviter(c.env)
        .where(
          and(
            eq(invites.schoolId, schoolId),
            can(role, "seeInvites") ? undefined : eq(invites.id, ""),
          ),
        )
        .orderBy(desc(invites.createdAt), desc(invites.id)),
      newestRecovery(c.env, schoolId),
    ]);
    const [{ epoch, seq } = { epoch: "", seq: 0 }] = heads;
    if (!found) throw new DomainError("not_found");
    c.set("seq", seq);
    const all = people.flatMap((row) =>
      row.account && row.membership ? [publishedUser(row.account, row.membership)] : [],
    );
    const snapshot = {
      epoch,
      seq,
      school: seenSchool(role, found),
      users: can(role, "seeWholeUsers") ? all : all.flatMap((user) => listed(user) ?? []),
      invites: sent.flatMap((row) =>
        row.invite ? [published(row.invite, person(row.inviter))] : [],
      ),
      groups: [],
      members: [],
      recovery:
        latest?.recovery && can(role, "seeRecovery")
          ? publishedRecovery(latest.recovery, person(latest.asker))
          : null,
    };
    return c.json(snapshot, 200);
  })
  .get("/events", may("seeSchool"), gives(200, EventPage), async (c) => {
    const query = Since.safeParse(c.req.query());
    if (!query.success)
      throw new DomainError("invalid", {
        fields: { since: "Send the number of the last event you have." },
      });
    const since = Number(query.data.since);
    const { schoolId, role } = c.get("seat");
    const news = await eventsSince(c.env, schoolId, since);
    if (!news) throw new DomainError("not_found");
    if (since < news.horizon) throw new DomainError("pruned");
    c.set("seq", news.seq);
    const to = news.events.at(-1)?.seq ?? news.seq;
    const events = news.events.flatMap((event) => seenBy(role, event) ?? []);
    return c.json({ epoch: news.epoch, seq: news.seq, to, more: to < news.seq, events }, 200);
  })
  .get("/addresses/:email", may("invite"), gives(200, AddressCheck), async (c) => {
    const email = c.req.param("email");
    if (!isEmail(email))
      return c.json({ available: false, reason: "invalid" as const, user: null }, 200);
    const facts = await addressFacts(
      c.env,
      c.get("seat").schoolId,
      canonicalEmail(email),
      c.get("now"),
    );
    const isPending = facts.pending !== null && !expire(facts.pending, c.get("now"));
    const reason = facts.holder
      ? ("account_exists" as const)
      : isPending
        ? ("invite_pending" as const)
        : null;
    return c.json({ available: reason === null, reason, user: facts.holder }, 200);
  })
  .route("/", activity)
  .route("/room", room)
  .get("/usernames/:username", may("manageUsers"), gives(200, UsernameCheck), async (c) => {
    const username = Username.safeParse(c.req.param("username"));
    const free = username.success ? await freeUsername(c, username.data) : null;
    const available = username.success && free === username.data;
    return c.json({ available, suggestion: available ? null : free }, 200);
  })
  .route("/invites", inviteRoutes)
  .route("/password-emails", passwordEmails)
  .route("/recoveries", recoveries)
  .route("/users", userRoutes);

function seenSchool(role: Role, row: typeof schoolRows.$inferSelect): PublicSchool {
  const whole = publishedSchool(row);
  return can(role, "seeRecovery") ? whole : outlined(whole);
}

export const schools = new Hono<App>()
  .post("/", body(Registration), gives(202, z.object({ message: z.string() })), async (c) => {
    await register(c, c.req.valid("json"));
    return c.json({ message: registered }, 202);
  })
  .use("/:school/*", signedIn, inSchool)
  .route("/:school", school);

/** The one answer to every registration [S1]. */
export const registered =
  "Thank you. If this address can register a school, a mail with a set-up link is on its way.";
