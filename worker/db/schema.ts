import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Share } from "#domain/emails/mailboxes";
import type { GroupStatus, Source } from "#domain/groups";
import type {
  DifferenceKind,
  DifferenceState,
  ImportSource,
  ImportStatus,
  Subject,
  Tally,
  Warning,
} from "#domain/imports";
import type { SourceVersion } from "#domain/imports/source";
import type { Delivery, InviteStatus } from "#domain/invites";
import type { Kind } from "#domain/nouns";
import type { PupilField, PupilStatus } from "#domain/pupils";
import type { RecoveryHolder, RecoveryStatus } from "#domain/recoveries";
import type { Role } from "#domain/roles";
import { type LogoType, logoTypes } from "#domain/schools/logo";
import type { PasswordState, UserStatus } from "#domain/users";
import type { StaffType } from "#domain/users/staff";
import type { GroupsAtRollOver, YearRoll } from "#domain/years";

// Times are epoch milliseconds, set by the Worker: SQLite's clock is never asked.
// Constraints are the second net under the domain's rules.

const oneOf = (column: AnySQLiteColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;

const toRemind = (t: { status: AnySQLiteColumn; remindAt: AnySQLiteColumn }) =>
  sql`${t.status} = 'pending' and ${t.remindAt} is not null`;

const roleList = ["viewer", "editor", "admin", "owner"];
const sources = ["hand", "mis"];
const differenceStates = ["open", "accepted", "ignored", "never", "applied"];

/** What an id of the MIS can stand for: an invite until it has become an account. */
export type LinkedNoun = "user" | "invite" | "group" | "pupil";

export const schools = sqliteTable(
  "schools",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    postcode: text("postcode").notNull(),
    timeZone: text("time_zone").notNull(),
    /** Changes when history is restored, so that no client carries on from numbers that no longer mean the same. */
    epoch: text("epoch").notNull(),
    /** The number of the school's latest event. */
    seq: integer("seq").notNull().default(0),
    /** Events up to this number are no longer kept. */
    horizon: integer("horizon").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    /** Where a recovery is confirmed, from when on, and which address is used until then. */
    headteacherEmail: text("headteacher_email"),
    headteacherEmailCountsFrom: integer("headteacher_email_counts_from"),
    headteacherEmailBefore: text("headteacher_email_before"),
    deputyEmail: text("deputy_email"),
    deputyEmailCountsFrom: integer("deputy_email_counts_from"),
    deputyEmailBefore: text("deputy_email_before"),
    phone: text("phone"),
    address: text("address"),
    /** Whom people ask whose link is dead. */
    contactEmail: text("contact_email"),
    /** The domains of its own mail, canonical. */
    mailDomains: text("mail_domains", { mode: "json" }).$type<string[]>().notNull().default([]),
    /** Whether people are reminded of an invite that is about to expire. */
    reminders: integer("reminders", { mode: "boolean" }).notNull().default(true),
    /** For how many months a pupil is kept after leaving. */
    pupilsKeptMonths: integer("pupils_kept_months").notNull().default(12),
    lastYear: text("last_year"),
    groupsAtRollOver: text("groups_at_roll_over")
      .$type<GroupsAtRollOver>()
      .notNull()
      .default("carry"),
    /** The day on which its year rolls over next, such as `2027-08-26`; null while it has had no pupil. */
    rollDay: text("roll_day"),
    /** Its logo, if it has one. */
    logoId: text("logo_id"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("schools_created").on(t.createdAt),
    index("schools_roll").on(t.rollDay).where(sql`${t.rollDay} is not null`),
    check("schools_seq", sql`${t.seq} >= 0`),
  ],
);

/** The logo of each school that has one. Its id is its public address, and another picture has another. */
export const logos = sqliteTable(
  "logos",
  {
    schoolId: text("school_id")
      .primaryKey()
      .references(() => schools.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    type: text("type").$type<LogoType>().notNull(),
    bytes: blob("bytes", { mode: "buffer" }).notNull(),
  },
  (t) => [uniqueIndex("logos_id").on(t.id), check("logos_type", oneOf(t.type, logoTypes))],
);

/** Accounts: one for a person, across all schools. */
export const users = sqliteTable(
  "users",
  {
    id: text("id").primaryKey(),
    username: text("username").notNull(),
    email: text("email"),
    canonicalEmail: text("canonical_email"),
    /** When the holder followed a link sent to the address. */
    emailConfirmedAt: integer("email_confirmed_at"),
    title: text("title"),
    givenName: text("given_name").notNull(),
    middleName: text("middle_name"),
    familyName: text("family_name").notNull(),
    phone: text("phone"),
    passwordHash: text("password_hash"),
    passwordState: text("password_state").$type<PasswordState>().notNull(),
    /** Counts what a reset link is bound to: a new link, and each change of password, e-mail or status. */
    resetGeneration: integer("reset_generation").notNull().default(0),
    /** Until when the latest reset link works; null when none does. */
    resetExpiresAt: integer("reset_expires_at"),
    createdAt: integer("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("users_username").on(t.username),
    uniqueIndex("users_email").on(t.canonicalEmail),
    check(
      "users_username_form",
      sql`${t.username} = lower(${t.username}) and instr(${t.username}, '@') = 0`,
    ),
    check("users_password_state", oneOf(t.passwordState, ["own", "handed_out", "none"])),
  ],
);

/** Joins an account to a school. */
export const memberships = sqliteTable(
  "memberships",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").$type<Role>().notNull(),
    staffType: text("staff_type").$type<StaffType>(),
    editHistory: integer("edit_history", { mode: "boolean" }).notNull(),
    seeWholeSchool: integer("see_whole_school", { mode: "boolean" }).notNull(),
    setTargets: integer("set_targets", { mode: "boolean" }).notNull(),
    status: text("status").$type<UserStatus>().notNull(),
    joinedAt: integer("joined_at").notNull(),
    lastSeenAt: integer("last_seen_at"),
    /** When they are next mailed what went wrong; null where they do not want to be. */
    digestAt: integer("digest_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.userId] }),
    index("memberships_user").on(t.userId),
    index("memberships_digest").on(t.digestAt).where(sql`${t.digestAt} is not null`),
    index("memberships_school_digest")
      .on(t.schoolId, t.digestAt)
      .where(sql`${t.digestAt} is not null`),
    check("memberships_role", oneOf(t.role, roleList)),
    check("memberships_status", oneOf(t.status, ["active", "inactive"])),
  ],
);

/** `id` is the SHA-256 of what the cookie holds. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    lastUsedAt: integer("last_used_at").notNull().default(0),
    /** Whether it is on the person's own device, where it lasts longer [A19]. */
    isOwnDevice: integer("is_own_device", { mode: "boolean" }).notNull().default(false),
    /** What the browser called itself at sign-in. */
    userAgent: text("user_agent"),
  },
  (t) => [index("sessions_user").on(t.userId), index("sessions_expiry").on(t.expiresAt)],
);

/** Lists of invites that were sent together. */
export const batches = sqliteTable(
  "batches",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    byId: text("by_id").references(() => users.id),
    sentAt: integer("sent_at").notNull(),
    /** Rows of the list. */
    total: integer("total").notNull(),
    /** JSON: for each row its address, its verdict, and the invite it was to become. */
    results: text("results").notNull(),
  },
  (t) => [
    index("batches_newest").on(t.schoolId, t.sentAt, t.id),
    index("batches_sender").on(t.byId),
  ],
);

export const invites = sqliteTable(
  "invites",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    /** The id its school knows it by, where another school's invite has that id already; null for its own. */
    alias: text("alias"),
    email: text("email").notNull(),
    canonicalEmail: text("canonical_email").notNull(),
    role: text("role").$type<Role>().notNull(),
    staffType: text("staff_type").$type<StaffType>(),
    status: text("status").$type<InviteStatus>().notNull(),
    generation: integer("generation").notNull(),
    resends: integer("resends").notNull(),
    delivery: text("delivery").$type<Delivery>().notNull(),
    deliveryReason: text("delivery_reason"),
    hardBounced: integer("hard_bounced", { mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at").notNull(),
    openedAt: integer("opened_at"),
    requestedAt: integer("requested_at"),
    remindAt: integer("remind_at"),
    remindedAt: integer("reminded_at"),
    extended: integer("extended", { mode: "boolean" }).notNull(),
    expiresAt: integer("expires_at").notNull(),
    acceptedAt: integer("accepted_at"),
    revokedAt: integer("revoked_at"),
    userId: text("user_id").references(() => users.id),
    invitedById: text("invited_by_id").references(() => users.id),
    /** The list it came with, which is written after its invites. */
    batchId: text("batch_id"),
    givenName: text("given_name"),
    familyName: text("family_name"),
    version: integer("version").notNull(),
    editedIn: integer("edited_in").notNull(),
  },
  (t) => [
    uniqueIndex("invites_pending")
      .on(t.schoolId, t.canonicalEmail)
      .where(sql`${t.status} = 'pending'`),
    uniqueIndex("invites_alias").on(t.schoolId, t.alias).where(sql`${t.alias} is not null`),
    index("invites_due").on(t.expiresAt).where(sql`${t.status} = 'pending'`),
    index("invites_school_due").on(t.schoolId, t.expiresAt).where(sql`${t.status} = 'pending'`),
    index("invites_remind").on(t.remindAt).where(toRemind(t)),
    index("invites_school_remind").on(t.schoolId, t.remindAt).where(toRemind(t)),
    index("invites_newest").on(t.schoolId, t.createdAt, t.id),
    index("invites_user").on(t.schoolId, t.userId),
    index("invites_batch").on(t.batchId).where(sql`${t.batchId} is not null`),
    index("invites_status_newest").on(t.schoolId, t.status, t.createdAt, t.id),
    index("invites_sent_again").on(t.schoolId, t.sentAt).where(sql`${t.sentAt} > ${t.createdAt}`),
    index("invites_requested")
      .on(t.schoolId, t.requestedAt)
      .where(sql`${t.requestedAt} is not null`),
    check("invites_role", oneOf(t.role, roleList)),
    check("invites_status", oneOf(t.status, ["pending", "accepted", "expired", "revoked"])),
    check("invites_resends", sql`${t.resends} between 0 and 3`),
    check("invites_accepted", sql`(${t.status} = 'accepted') = (${t.userId} is not null)`),
    check(
      "invites_delivery",
      oneOf(t.delivery, [
        "queued",
        "sent",
        "delivered",
        "bounced",
        "dropped",
        "complained",
        "failed",
      ]),
    ),
  ],
);

/** Classes and the like. */
export const groups = sqliteTable(
  "groups",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    canonicalName: text("canonical_name").notNull(),
    yearGroup: text("year_group"),
    status: text("status").$type<GroupStatus>().notNull(),
    source: text("source").$type<Source>().notNull(),
    rollId: text("roll_id"),
    rolledFrom: text("rolled_from"),
    createdAt: integer("created_at").notNull(),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("groups_active_name")
      .on(t.schoolId, t.canonicalName)
      .where(sql`${t.status} = 'active'`),
    index("groups_school").on(t.schoolId, t.id),
    check("groups_status", oneOf(t.status, ["active", "inactive"])),
    check("groups_source", oneOf(t.source, sources)),
  ],
);

/** Which staff are in which group of a school. */
export const groupMembers = sqliteTable(
  "group_members",
  {
    groupId: text("group_id")
      .notNull()
      .references(() => groups.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** The group's. */
    schoolId: text("school_id").notNull(),
    source: text("source").$type<Source>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.userId] }),
    index("group_members_user").on(t.userId, t.schoolId),
    check("group_members_source", oneOf(t.source, sources)),
  ],
);

/** The pupils of a school. One who is erased keeps nothing but a place in the history. */
export const pupils = sqliteTable(
  "pupils",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    givenName: text("given_name").notNull(),
    familyName: text("family_name").notNull(),
    upn: text("upn"),
    yearGroup: text("year_group"),
    status: text("status").$type<PupilStatus>().notNull(),
    source: text("source").$type<Source>().notNull(),
    /** What the school's MIS calls them. */
    sourcedId: text("sourced_id"),
    /** What no roster overwrites. */
    handEdited: text("hand_edited", { mode: "json" }).$type<PupilField[]>().notNull().default([]),
    createdAt: integer("created_at").notNull(),
    deactivatedAt: integer("deactivated_at"),
    erasedAt: integer("erased_at"),
    eraseAt: integer("erase_at"),
    rollId: text("roll_id"),
    rolledFrom: text("rolled_from"),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("pupils_upn").on(t.schoolId, t.upn).where(sql`${t.upn} is not null`),
    uniqueIndex("pupils_sourced")
      .on(t.schoolId, t.sourcedId)
      .where(sql`${t.sourcedId} is not null`),
    index("pupils_school").on(t.schoolId, t.id),
    index("pupils_year").on(t.schoolId, t.yearGroup, t.id),
    index("pupils_erase").on(t.eraseAt).where(sql`${t.eraseAt} is not null`),
    index("pupils_school_erase").on(t.schoolId, t.eraseAt).where(sql`${t.eraseAt} is not null`),
    check("pupils_status", oneOf(t.status, ["active", "inactive"])),
    check("pupils_source", oneOf(t.source, sources)),
    check(
      "pupils_left_since",
      sql`(${t.status} = 'inactive') = (${t.deactivatedAt} is not null or ${t.erasedAt} is not null)`,
    ),
  ],
);

/** Which pupils are in which group of a school. They change with the pupil's version alone. */
export const pupilGroups = sqliteTable(
  "pupil_groups",
  {
    groupId: text("group_id")
      .notNull()
      .references(() => groups.id, { onDelete: "cascade" }),
    pupilId: text("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    source: text("source").$type<Source>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.pupilId] }),
    index("pupil_groups_pupil").on(t.pupilId),
    check("pupil_groups_source", oneOf(t.source, sources)),
  ],
);

/** When a school's year rolled over, and what that did. */
export const yearRolls = sqliteTable(
  "year_rolls",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    day: text("day").notNull(),
    status: text("status").$type<YearRoll["status"]>().notNull(),
    rolledAt: integer("rolled_at").notNull(),
    moved: integer("moved").notNull(),
    left: integer("left_count").notNull(),
    groupsMoved: integer("groups_moved").notNull(),
    groupsClosed: integer("groups_closed").notNull(),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("year_rolls_day").on(t.schoolId, t.day),
    check("year_rolls_status", oneOf(t.status, ["rolled", "unrolled"])),
  ],
);

/** What a school's MIS said when somebody uploaded a file of it, or when it was fetched. */
export const imports = sqliteTable(
  "imports",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    byId: text("by_id").references(() => users.id),
    at: integer("at").notNull(),
    source: text("source").$type<ImportSource>().notNull(),
    name: text("name"),
    status: text("status").$type<ImportStatus>().notNull(),
    counts: text("counts", { mode: "json" }).$type<Tally>().notNull(),
    warnings: text("warnings", { mode: "json" }).$type<Warning[]>().notNull(),
    warningCount: integer("warning_count").notNull(),
    staff: integer("staff").notNull(),
    pupils: integer("pupils").notNull(),
    /** Of one that is replaced, and whose differences are gone, who has left by it. */
    leftStaff: integer("left_staff").notNull().default(0),
    leftPupils: integer("left_pupils").notNull().default(0),
    done: integer("done").notNull(),
    total: integer("total").notNull(),
    appliedById: text("applied_by_id").references(() => users.id),
    askedById: text("asked_by_id").references(() => users.id),
    appliedAt: integer("applied_at"),
    /** While it is applied, when whoever goes on is taken to have died. */
    dueAt: integer("due_at"),
    /** Whose turn it is to go on: each portion that is applied makes another. */
    turn: text("turn").notNull().default(""),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("imports_standing").on(t.schoolId).where(sql`${t.status} <> 'replaced'`),
    index("imports_newest").on(t.schoolId, t.at, t.id),
    index("imports_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("imports_school_due").on(t.schoolId, t.dueAt).where(sql`${t.dueAt} is not null`),
    index("imports_uploader").on(t.byId),
    index("imports_applier").on(t.appliedById),
    index("imports_asker").on(t.askedById),
    check("imports_status", oneOf(t.status, ["proposed", "applying", "applied", "replaced"])),
    check("imports_due_while_applying", sql`(${t.status} = 'applying') = (${t.dueAt} is not null)`),
  ],
);

/** What an import would change. Written before their import, of which nothing is seen until it is whole. */
export const differences = sqliteTable(
  "differences",
  {
    id: text("id").primaryKey(),
    importId: text("import_id").notNull(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    /** Their order, in which they are applied, too. */
    position: integer("position").notNull(),
    kind: text("kind").$type<DifferenceKind>().notNull(),
    /** By which a decision for good is remembered. */
    key: text("key").notNull(),
    subject: text("subject", { mode: "json" }).$type<Subject>().notNull(),
    before: text("before", { mode: "json" }).$type<Record<string, unknown>>(),
    after: text("after", { mode: "json" }).$type<Record<string, unknown>>(),
    protected: text("protected", { mode: "json" }).$type<string[]>().notNull(),
    /** JSON: what applying takes and nobody is shown. */
    task: text("task").notNull(),
    state: text("state").$type<DifferenceState>().notNull(),
    /** Who decided, and whether on this one alone. */
    decidedById: text("decided_by_id").references(() => users.id),
    isSingled: integer("is_singled", { mode: "boolean" }).notNull().default(false),
    outcome: text("outcome"),
  },
  (t) => [
    index("differences_order").on(t.importId, t.position),
    index("differences_kind").on(t.importId, t.kind, t.position),
    index("differences_state").on(t.importId, t.state, t.position),
    index("differences_school").on(t.schoolId, t.importId),
    index("differences_decider").on(t.decidedById),
    check("differences_state_known", oneOf(t.state, differenceStates)),
  ],
);

/** Imports whose differences are being written down: of one that never comes to be, whoever wrote has been killed. */
export const importDrafts = sqliteTable(
  "import_drafts",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    at: integer("at").notNull(),
  },
  (t) => [index("import_drafts_oldest").on(t.at), index("import_drafts_school").on(t.schoolId)],
);

/** Differences that a school wants to hear of no more, by their keys. */
export const settledDifferences = sqliteTable(
  "settled_differences",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.key] })],
);

/** Who or what of a school the MIS means by one of its ids, and what it last said of them. */
export const misLinks = sqliteTable(
  "mis_links",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    noun: text("noun").$type<LinkedNoun>().notNull(),
    /** The MIS's id; of a list without ids what its reader makes of a row. */
    sourcedId: text("sourced_id").notNull(),
    rowId: text("row_id").notNull(),
    /** JSON: by field, as it was last taken over. */
    said: text("said").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.noun, t.sourcedId] }),
    index("mis_links_row").on(t.schoolId, t.noun, t.rowId),
  ],
);

/** Where a school's MIS is asked each night. */
export const misSources = sqliteTable(
  "mis_sources",
  {
    schoolId: text("school_id")
      .primaryKey()
      .references(() => schools.id, { onDelete: "cascade" }),
    version: text("version").$type<SourceVersion>().notNull(),
    baseUrl: text("base_url").notNull(),
    tokenUrl: text("token_url").notNull(),
    /** Of a server with several schools the one that is meant. */
    school: text("school"),
    /** Client id and secret, locked under a key of the deployment. */
    sealed: text("sealed").notNull(),
    nextAt: integer("next_at").notNull(),
    lastAt: integer("last_at"),
    /** What is wrong, in words. */
    trouble: text("trouble"),
    /** Tries of tonight, also the one under way. */
    tries: integer("tries").notNull(),
  },
  (t) => [index("mis_sources_due").on(t.nextAt)],
);

/** Requests for a new Owner, where no Owner can sign in. */
export const recoveries = sqliteTable(
  "recoveries",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    status: text("status").$type<RecoveryStatus>().notNull(),
    askedById: text("asked_by_id")
      .notNull()
      .references(() => users.id),
    askedAt: integer("asked_at").notNull(),
    /** Where the confirmation links went; forgotten at the end. */
    headteacherEmail: text("headteacher_email"),
    deputyEmail: text("deputy_email"),
    confirmedBy: text("confirmed_by").$type<RecoveryHolder>(),
    confirmedAt: integer("confirmed_at"),
    /** When it lapses unconfirmed, or is granted; null once it has ended. */
    dueAt: integer("due_at"),
    endedAt: integer("ended_at"),
    inviteId: text("invite_id").references(() => invites.id),
    version: integer("version").notNull(),
  },
  (t) => [
    uniqueIndex("recoveries_open").on(t.schoolId).where(sql`${t.dueAt} is not null`),
    index("recoveries_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("recoveries_newest").on(t.schoolId, t.askedAt),
    // Without these every change of an account or invite would look through the table for its foreign keys.
    index("recoveries_asker").on(t.askedById),
    index("recoveries_invite").on(t.inviteId),
    check(
      "recoveries_status",
      oneOf(t.status, ["asked", "confirmed", "granted", "cancelled", "lapsed"]),
    ),
    check(
      "recoveries_due_while_open",
      sql`(${t.status} in ('asked', 'confirmed')) = (${t.dueAt} is not null)`,
    ),
    check("recoveries_confirmed_by", oneOf(t.confirmedBy, ["headteacher", "deputy"])),
  ],
);

/** The message of the day: a school's one row, whose text is null while none stands. */
export const messages = sqliteTable(
  "messages",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    text: text("text"),
    setById: text("set_by_id")
      .notNull()
      .references(() => users.id),
    setAt: integer("set_at").notNull(),
    /** When it ends by itself; null for not. */
    until: integer("until"),
    version: integer("version").notNull(),
  },
  (t) => [uniqueIndex("messages_school").on(t.schoolId), index("messages_setter").on(t.setById)],
);

/**
 * What happened, numbered per school without gaps. Details of people stay in their own rows and are joined when told.
 * Triggers refuse every change of a row, and its removal until it lies behind the school's horizon.
 */
export const events = sqliteTable(
  "events",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    at: integer("at").notNull(),
    kind: text("kind").$type<Kind>().notNull(),
    actorId: text("actor_id").references(() => users.id),
    /** The row it is about, such as an invite, an account, a group or the school. */
    subjectId: text("subject_id").notNull(),
    command: text("command").notNull(),
    /** JSON: old and new, by field. */
    changes: text("changes"),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.seq] }),
    index("events_when").on(t.schoolId, t.at, t.seq),
    index("events_kind").on(t.schoolId, t.kind, t.at, t.seq),
    index("events_actor").on(t.schoolId, t.actorId, t.at, t.seq),
    index("events_subject").on(t.schoolId, t.subjectId, t.at, t.seq),
  ],
);

/** What a mail is about; its subject is the invite, the account, the recovery, or the school whose recovery address changed. */
export type MailKind =
  | "invite"
  | "invite_again"
  | "reminder"
  | "welcome"
  | "digest"
  | "reset"
  | "address_changed"
  | "recovery"
  | "recovery_asked"
  | "recovery_granted"
  | "recovery_address";
/** What a provider tells of a mail's way, each stronger than those before it: in whatever order they come, the strongest holds. */
export const mailEvents = [
  "processed",
  "soft-bounced",
  "delivered",
  "dropped",
  "hard-bounced",
  "complained",
] as const;
export type MailEvent = (typeof mailEvents)[number];
export type MailStatus = "queued" | "sending" | "sent" | "failed" | "cancelled";

/** The outbox. The body is made when the mail leaves, so no link is ever stored. */
export const mails = sqliteTable(
  "mails",
  {
    id: text("id").primaryKey(),
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id, { onDelete: "cascade" }),
    kind: text("kind").$type<MailKind>().notNull(),
    /** What it is about, and which of its links it carries. */
    subjectId: text("subject_id").notNull(),
    generation: integer("generation").notNull(),
    /** Canonical. */
    recipient: text("recipient").notNull(),
    /** What its mailbox is counted by, and whose mail it is to it. */
    mailbox: text("mailbox").notNull().default(""),
    share: text("share").$type<Share>().notNull().default("school"),
    createdAt: integer("created_at").notNull(),
    /** When it leaves or left, as far as budgets go; null while it waits for room. */
    countsAt: integer("counts_at"),
    status: text("status").$type<MailStatus>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Tries whose outcome nobody knows: the answer never came. */
    doubts: integer("doubts").notNull().default(0),
    /** When to try next; while sending, when to stop waiting for the answer. */
    dueAt: integer("due_at"),
    /** From when on it is better not sent at all; null for never. */
    until: integer("until"),
    sentAt: integer("sent_at"),
    /** The provider's names for it, and for the request that it came in. */
    messageId: text("message_id"),
    /** The mail that tells what this one would have told. */
    toldIn: text("told_in"),
    requestId: text("request_id"),
    /** The strongest event that the provider has told of it since, why that is so or it has not left, and when it was, by the provider's clock. */
    event: text("event").$type<MailEvent>(),
    eventReason: text("event_reason"),
    eventAt: integer("event_at"),
  },
  (t) => [
    uniqueIndex("mails_subject").on(t.kind, t.subjectId, t.generation, t.schoolId),
    index("mails_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("mails_school_due").on(t.schoolId, t.dueAt).where(sql`${t.dueAt} is not null`),
    index("mails_request").on(t.requestId).where(sql`${t.requestId} is not null`),
    index("mails_recipient").on(t.schoolId, t.recipient, t.createdAt),
    index("mails_mailbox").on(t.mailbox, t.countsAt),
    index("mails_school_left").on(t.schoolId, t.countsAt),
    index("mails_told_in").on(t.toldIn).where(sql`${t.toldIn} is not null`),
    check("mails_status", oneOf(t.status, ["queued", "sending", "sent", "failed", "cancelled"])),
    check(
      "mails_due_while_open",
      sql`(${t.status} in ('queued', 'sending')) = (${t.dueAt} is not null)`,
    ),
  ],
);

/** What is so of a mail that nobody has tried to send yet. */
export const untried = {
  attempts: 0,
  doubts: 0,
  until: null,
  sentAt: null,
  messageId: null,
  toldIn: null,
  requestId: null,
  event: null,
  eventReason: null,
  eventAt: null,
} as const;

/** That the mail service refuses us, by the account with it. Nobody's mail leaves `until` then. */
export const mailStops = sqliteTable("mail_stops", {
  id: text("id").primaryKey(),
  since: integer("since").notNull(),
  until: integer("until").notNull(),
  reason: text("reason").notNull(),
});

/** Public keys of the mail service, with which its webhooks are signed: SPKI in base64, by their ids. */
export const webhookKeys = sqliteTable("webhook_keys", {
  id: text("id").primaryKey(),
  key: text("key").notNull(),
  fetchedAt: integer("fetched_at").notNull(),
});

/** One row for each try at something that is limited, in every bucket it counts in. */
export const tries = sqliteTable(
  "tries",
  {
    id: text("id").notNull(),
    bucket: text("bucket").notNull(),
    at: integer("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.bucket] }),
    index("tries_bucket").on(t.bucket, t.at),
    index("tries_at").on(t.at),
  ],
);

/** Commands already carried out, by the Idempotency-Key they came with. */
export const commands = sqliteTable(
  "commands",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    route: text("route").notNull(),
    key: text("key").notNull(),
    body: text("body").notNull(),
    at: integer("at").notNull(),
    /** The id of what it made or changed. */
    subjectId: text("subject_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.route, t.key] }), index("commands_at").on(t.at)],
);
