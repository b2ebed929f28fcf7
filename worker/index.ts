import { api } from "./api.ts";
import type { Env } from "./env.ts";
import { sweep } from "./events/sweep.ts";

export { Room } from "../party/room.ts";

export default {
  fetch: api.fetch,
  scheduled: (_controller, env, context) => context.waitUntil(sweep(env, Date.now())),
} satisfies ExportedHandler<Env>;
