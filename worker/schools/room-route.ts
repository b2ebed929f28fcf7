import { Hono, type MiddlewareHandler } from "hono";
import { DomainError } from "#domain/errors";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { noted } from "../http/notes.ts";
import { originHeader } from "../http/same-origin.ts";

/** Only for a socket that this site's pages open. Browsers send no preflight for it, so Origin is checked here. */
const upgrade = noted<MiddlewareHandler<App>>(
  async (c, next) => {
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket")
      throw new DomainError("upgrade_required");
    const { origin } = c.get("settings");
    if (c.req.header("Origin") !== origin) throw new DomainError("cross_origin", { origin });
    await next();
  },
  {
    headers: [
      { name: "Upgrade", isRequired: true, description: "`websocket`: the room is a socket." },
      originHeader,
    ],
    gives: { status: 101 },
  },
);

const roomRetryS = 30;

/** The socket is one more route behind the same session and membership. Refuses with `room_full`. */
export const room = new Hono<App>().get("/", may("seeSchool"), upgrade, async (c) => {
  const { schoolId } = c.get("seat");
  // partyserver believes `_pk` and its own headers, so nothing of the client's request goes on.
  const url = new URL(`https://room/${schoolId}`);
  url.searchParams.set("_pk", crypto.randomUUID());
  const { id, sessionId } = c.get("me");
  const headers = { Upgrade: "websocket", "Staffroom-User": id, "Staffroom-Session": sessionId };
  const answer = await c.env.ROOM.getByName(schoolId).fetch(new Request(url, { headers }));
  if (answer.status === 503) throw new DomainError("room_full", { retryAfter: roomRetryS });
  return answer;
});
