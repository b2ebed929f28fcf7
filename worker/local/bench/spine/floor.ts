import { createHash } from "node:crypto";
import type { D1Database, DurableObjectNamespace } from "@cloudflare/workers-types";
import { Hono } from "hono";
import { Server } from "partyserver";

// What the product is measured against: the least code with which the same platform could do the same. A session looked up in
// D1, the list; a row, its number and its event, and the room told. No rules, no roles, no mail.

interface Env {
  DB: D1Database;
  ROOM: DurableObjectNamespace;
}

/** Tells whoever is there. */
export class Room extends Server {
  static override options = { hibernate: true };

  async ring(frame: string): Promise<void> {
    this.broadcast(frame);
  }
}

const session =
  "select s.user_id from sessions s join memberships m on m.user_id = s.user_id where s.id = ? and s.expires_at > ? and m.school_id = ?";

const app = new Hono<{ Bindings: Env }>()
  .get("/:school/users", async (c) => c.json(await listed(c.env.DB, c.req, usersOf)))
  .get("/:school/invites", async (c) => c.json(await listed(c.env.DB, c.req, invitesOf)))
  .post("/:school/invites", async (c) => {
    const [school, now] = [c.req.param("school"), Date.now()];
    const { email, role } = await c.req.json<{ email: string; role: string }>();
    const by = await c.env.DB.prepare(session)
      .bind(keyIn(c.req.header("Cookie")), now, school)
      .first<{ user_id: string }>();
    if (!by) return c.json({}, 401);
    const id = crypto.randomUUID();
    const [, , , read] = await c.env.DB.batch([
      c.env.DB.prepare(
        `insert into invites (id, school_id, email, canonical_email, role, status, generation, resends, delivery, created_at, sent_at,
          extended, expires_at, invited_by_id, version, edited_in) values (?, ?, ?, ?, ?, 'pending', 1, 0, 'queued', ?, ?, 0, ?, ?, 1, 1)`,
      ).bind(id, school, email, email, role, now, now, now + 86_400_000, by.user_id),
      c.env.DB.prepare("update schools set seq = seq + 1 where id = ?").bind(school),
      c.env.DB.prepare(
        "insert into events select id, seq, ?, 'invite.sent', ?, ?, ?, null from schools where id = ?",
      ).bind(now, by.user_id, id, crypto.randomUUID(), school),
      c.env.DB.prepare(
        "select e.seq, i.*, u.given_name, u.family_name from events e join invites i on i.id = e.subject_id join users u on u.id = i.invited_by_id where e.school_id = ? order by e.seq desc limit 1",
      ).bind(school),
    ]);
    const invite = read?.results[0];
    const frame = JSON.stringify({ type: "events", events: [invite] });
    c.executionCtx.waitUntil(roomOf(c.env, school).ring(frame));
    return c.json({ invite }, 201);
  })
  .get("/:school/room", (c) => {
    const url = new URL(`https://room/${c.req.param("school")}`);
    url.searchParams.set("_pk", crypto.randomUUID());
    const asked = new Request(url, { headers: { Upgrade: "websocket" } });
    return roomOf(c.env, c.req.param("school")).fetch(asked);
  });

function roomOf({ ROOM }: Env, school: string): Room {
  return ROOM.getByName(school) as unknown as Room;
}

const usersOf =
  "select u.id, u.username, u.given_name, u.family_name, u.email, u.phone, m.role, m.staff_type, m.status, m.version from memberships m join users u on u.id = m.user_id where m.school_id = ? order by m.user_id limit 51";
const invitesOf =
  "select i.*, u.given_name, u.family_name from invites i left join users u on u.id = i.invited_by_id where i.school_id = ? order by i.created_at desc, i.id desc limit 51";

async function listed(
  db: D1Database,
  req: { param(name: "school"): string; header(name: string): string | undefined },
  query: string,
) {
  const school = req.param("school");
  const [who, rows] = await db.batch([
    db.prepare(session).bind(keyIn(req.header("Cookie")), Date.now(), school),
    db.prepare(query).bind(school),
  ]);
  return who?.results.length ? { items: rows?.results } : {};
}

function keyIn(cookie = ""): string {
  return createHash("sha256").update(cookie.replace("session=", "")).digest("hex");
}

export default app;
