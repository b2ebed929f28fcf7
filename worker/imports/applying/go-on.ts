import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { imports, memberships } from "#db/schema";
import { DomainError } from "#domain/errors";
import { can } from "#domain/roles";
import type { Act, PersonAct } from "../../act.ts";
import type { Env } from "../../env.ts";
import { settings } from "../../env.ts";
import { carryOut } from "../../events/carry-out.ts";
import { brokenUnique } from "../../events/commit.ts";
import { tallied } from "../tally.ts";
import { addGroups, changeGroups } from "./apply-groups.ts";
import { applyIdentities } from "./apply-identities.ts";
import { applyJoiners, applyReturns } from "./apply-joiners.ts";
import { applyMembers } from "./apply-members.ts";
import { applyDetails, applyLeavers } from "./apply-people.ts";
import { addPupils, changePupils } from "./apply-pupils.ts";
import { type Accepted, endTurn, finish, nextAccepted, overtaken, type Turn } from "./turn.ts";

type Waiting = Pick<Act, "waitUntil">;
type Apply = (turn: Turn, portion: readonly Accepted[]) => Promise<unknown>;

/** How differences are applied, how many at once, and how many round trips each takes beside the portion's own: a Worker may make 1,000. */
interface Way {
  apply: Apply;
  most: number;
  trips: number;
}

/** No way takes more at once. */
const mostAhead = 250;
const inBulk = { most: 200, trips: 0 };
const oneByOne = { most: 10, trips: 8 };

const ways: Record<string, Way> = {
  "identity link": { apply: applyIdentities, most: 20, trips: 0 },
  "identity same": { apply: applyIdentities, ...inBulk },
  "group add": { apply: addGroups, ...inBulk },
  "group change": { apply: changeGroups, ...inBulk },
  "group leave": { apply: changeGroups, ...inBulk },
  // Their mail begins to leave, too.
  "joiner join": { apply: applyJoiners, most: 200, trips: 0.1 },
  "joiner return": { apply: applyReturns, ...oneByOne },
  "pupil add": { apply: addPupils, most: mostAhead, trips: 0 },
  "pupil change": { apply: changePupils, ...inBulk },
  "pupil return": { apply: changePupils, ...inBulk },
  "details change": { apply: applyDetails, ...oneByOne },
  "member members": { apply: applyMembers, most: 20, trips: 0 },
  "leaver leave user": { apply: applyLeavers, ...oneByOne },
  "leaver leave pupil": { apply: changePupils, ...inBulk },
};

/** One run takes at most so many milliseconds and round trips. Whatever is left is due at once, for the next. */
const longest = 20_000;
const mostTrips = 500;

/**
 * Goes on with the import that is being applied at a school, a portion at a time, in the right of whoever began it. May run
 * several times at once, and end anywhere: each portion is written whole or not at all, and none twice.
 */
export async function goOn(env: Env, waiting: Waiting, school: string): Promise<void> {
  const until = Date.now() + longest;
  let trips = 0;
  while (Date.now() < until && trips < mostTrips) {
    const at = await turnAt(env, waiting, school);
    if (!at) return;
    const { turn, found } = at;
    try {
      const [first] = found;
      if (!first) {
        await finish(turn);
        return;
      }
      const way = ways[wayOf(first)];
      if (!way) throw new Error("Nobody knows how to apply this.");
      const others = found.findIndex((one) => wayOf(one) !== wayOf(first));
      const portion = found.slice(0, Math.min(way.most, others < 0 ? found.length : others));
      await applyPortion(way.apply, turn, portion);
      trips += 5 + portion.length * way.trips;
    } catch (error) {
      if (!(error instanceof DomainError) || !ended.has(error.code)) throw error;
      await stop(turn);
      return;
    }
  }
  await leave(env, school);
}

/**
 * Applies a portion. Where one of it is in another's way whom nobody saw, half of it goes first, so that all but the one are applied and
 * that one is looked at once more: an import never stands still.
 */
async function applyPortion(
  apply: Apply,
  turn: Turn,
  portion: readonly Accepted[],
): Promise<unknown> {
  try {
    return await apply(turn, portion);
  } catch (error) {
    if (brokenUnique(error) === null) throw error;
    if (portion.length > 1)
      return applyPortion(apply, turn, portion.slice(0, Math.ceil(portion.length / 2)));
    return endTurn(
      turn,
      portion.map(({ id }) => ({ id, outcome: overtaken, isOpen: true })),
    );
  }
}

function wayOf({ kind, subject, task }: Accepted): string {
  return [kind, task.do, ...(kind === "leaver" ? [subject.noun] : [])].join(" ");
}

/** Whoever began it may no longer: what is left is for somebody else. */
const ended = new Set(["forbidden", "not_found", "signed_out"]);

/** Whose turn it is and what is next, in one round trip; null where nothing is being applied, or nobody may any more. */
async function turnAt(
  env: Env,
  { waitUntil }: Waiting,
  school: string,
): Promise<{ turn: Turn; found: Accepted[] } | null> {
  const { row, seat, found } = await ask(open(env.DB), ahead(env, school));
  const configured = settings(env);
  if (row?.status !== "applying" || !row.appliedById || !configured) return null;
  const act: PersonAct = {
    env,
    settings: configured,
    now: Date.now(),
    waitUntil,
    school,
    actor: {
      right: "role",
      school,
      id: row.appliedById,
      role: seat?.role ?? "viewer",
      may: "manageImports",
    },
  };
  const turn = { act, id: row.id, turn: row.turn };
  if (seat?.status === "active" && can(seat.role, "manageImports")) return { turn, found };
  await stop(turn);
  return null;
}

function ahead(env: Env, school: string) {
  const db = open(env.DB);
  const standing = (column: SQL) =>
    sql`(select ${column} from imports i where i.school_id = ${school} and i.status <> 'replaced')`;
  const { id, status, appliedById, turn } = imports;
  return together({
    row: reading(
      db
        .select({ id, status, appliedById, turn })
        .from(imports)
        .where(and(eq(imports.schoolId, school), sql`${imports.status} <> 'replaced'`)),
      ([row]) => row,
    ),
    seat: reading(
      db
        .select({ role: memberships.role, status: memberships.status })
        .from(memberships)
        .where(
          and(
            eq(memberships.schoolId, school),
            sql`${memberships.userId} = ${standing(sql`i.applied_by_id`)}`,
          ),
        ),
      ([seat]) => seat,
    ),
    found: nextAccepted(env, standing(sql`i.id`), mostAhead),
  });
}

async function stop({ act, id, turn }: Turn): Promise<void> {
  const db = open(act.env.DB);
  const isSame = and(eq(imports.id, id), eq(imports.turn, turn), eq(imports.status, "applying"));
  const mine = crypto.randomUUID();
  const stopped = { status: "proposed" as const, dueAt: null, askedById: null, turn: mine };
  const version = sql`${imports.version} + 1`;
  const isMine = sql`exists (select 1 from ${imports} i where i.id = ${id} and i.turn = ${mine})`;
  const change = [
    db
      .update(imports)
      .set({ ...stopped, version })
      .where(isSame),
    tallied(db, id, isMine),
  ];
  const fact = { kind: "import.stopped", subjectId: id } as const;
  await carryOut({ ...act, actor: "clock" }, { steps: [{ change, fact }], subjectId: id });
}

/** The clock goes on from here at once. */
async function leave(env: Env, school: string): Promise<void> {
  await open(env.DB)
    .update(imports)
    .set({ dueAt: Date.now() })
    .where(and(eq(imports.schoolId, school), eq(imports.status, "applying")));
  await env.ROOM.getByName(school)
    .arm()
    .catch(() => undefined);
}
