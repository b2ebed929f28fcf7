import { eq } from "drizzle-orm";
import { open } from "#db/client";
import { sessions, users } from "#db/schema";
import { newSession } from "#worker/accounts/sessions";
import { settings } from "#worker/env";
import { signLink } from "#worker/links";
import { bindings, origin, type Somebody } from "../people.ts";
import { recovering } from "./subjects.ts";

/** The password of whoever these calls are made as. */
export const password = "correct horse 7 battery";
const other = "another horse 8 battery";

const db = open(bindings.DB);

/** What is asked, and as whom: with a session, or with what has just been proved. */
export interface OwnCall {
  isSignedIn: boolean;
  /** Also with a password that was handed out. */
  isFirst?: true;
  make(person: Somebody): Promise<{ path: string; init: RequestInit }>;
}

/** Every call about nothing but one's own account, by its route; each succeeds for whoever is let in. */
export const ownCalls: Record<string, OwnCall> = {
  "GET /api/session": {
    isSignedIn: true,
    isFirst: true,
    make: async () => ({ path: "/api/session", init: {} }),
  },
  "GET /api/session/devices": {
    isSignedIn: true,
    make: async () => ({ path: "/api/session/devices", init: {} }),
  },
  "PATCH /api/session": {
    isSignedIn: true,
    make: async () => json("PATCH", "/api/session", { phone: "0115 496 0123" }),
  },
  "DELETE /api/session": {
    isSignedIn: true,
    isFirst: true,
    make: async () => ({ path: "/api/session", init: { method: "DELETE" } }),
  },
  "PUT /api/session/password": {
    isSignedIn: true,
    isFirst: true,
    make: async () => json("PUT", "/api/session/password", { current: password, next: other }),
  },
  "POST /new-password": {
    isSignedIn: true,
    make: async () => form("/new-password", { current: password, next: other }),
  },
  "DELETE /api/session/devices/:id": {
    isSignedIn: true,
    async make(person) {
      await db.insert(sessions).values(newSession(person.id, Date.now()).row);
      const { items } = (await (await person.ask("/api/session/devices")).json()) as {
        items: { id: string; current: boolean }[];
      };
      const id = items.find((item) => !item.current)?.id;
      return { path: `/api/session/devices/${id}`, init: { method: "DELETE" } };
    },
  },
  "POST /api/session": {
    isSignedIn: false,
    async make(person) {
      // An Owner's signing in stops it.
      await recovering(person);
      return json("POST", "/api/session", { username: await usernameOf(person), password });
    },
  },
  "POST /sign-in": {
    isSignedIn: false,
    async make(person) {
      await recovering(person);
      return form("/sign-in", { username: await usernameOf(person), password });
    },
  },
  "POST /reset/:token": {
    isSignedIn: false,
    async make({ id }) {
      const resetExpiresAt = Date.now() + 3600_000;
      await db.update(users).set({ resetGeneration: 1, resetExpiresAt }).where(eq(users.id, id));
      const found = settings(bindings);
      if (!found) throw new Error("The tests' bindings are not configured.");
      return form(`/reset/${signLink(found.linkKeys, "reset", id, 1)}`, { password: other });
    },
  },
};

/** Unsafe calls of strangers: nobody's right could end under them, and why. */
export const strangersCalls: Record<string, string> = {
  "POST /api/schools": "registers a school; the mailbox is the proof",
  "POST /register": "the same as a form",
  "POST /api/password-resets": "whoever asks: what it finds shows in the mailbox alone",
  "POST /forgotten": "the same as a form",
  "POST /accept/:token": "the link is the right, and the invite's guarded change holds it",
  "POST /accept/:token/opening": "the same",
  "POST /accept/:token/requests": "the same",
  "POST /webhooks/mailchannels": "the mail service's signature is the right",
  "POST /dev/mail/:id/events": "whoever sits at the machine that `npm start` runs on",
  "POST /digest/:token": "the link is the right, however old, to be spared one's own mail",
  "POST /recovery/:token": "the link is the right, and the recovery's guarded change holds it",
};

/** Pages and files that anybody may ask for, and whether it shows in them that somebody is signed in. */
export const openPages: Record<string, "the same for everybody" | "knows a session"> = {
  "GET /healthz": "the same for everybody",
  "GET /api/openapi.json": "the same for everybody",
  "GET /accept/:token": "knows a session",
  "GET /accept/:token/usernames/:username": "the same for everybody",
  "GET /reset/:token": "knows a session",
  "GET /digest/:token": "the same for everybody",
  "GET /recovery/:token": "the same for everybody",
  "GET /dev/mail": "the same for everybody",
  "GET /dev/mail.json": "the same for everybody",
  "GET /dev/mail/:id": "the same for everybody",
  "GET /dev/mail/previews": "the same for everybody",
  "GET /dev/mail/previews/:name": "the same for everybody",
  "GET /sign-in": "knows a session",
  "GET /register": "the same for everybody",
  "GET /forgotten": "the same for everybody",
  "GET /help": "the same for everybody",
  "GET /new-password": "knows a session",
  "GET /": "knows a session",
  "GET /s/*": "knows a session",
  "GET /logos/:id": "the same for everybody",
  "GET /assets/*": "the same for everybody",
};

async function usernameOf({ id }: Somebody): Promise<string> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row?.username ?? "";
}

function json(method: string, path: string, body: unknown) {
  const headers = { "Content-Type": "application/json", Origin: origin };
  return { path, init: { method, headers, body: JSON.stringify(body) } };
}

function form(path: string, fields: Record<string, string>) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: origin };
  return { path, init: { method: "POST", headers, body: new URLSearchParams(fields).toString() } };
}
