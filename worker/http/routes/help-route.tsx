import { Hono } from "hono";
import { HelpPage } from "../../pages/help/page.tsx";
import type { App } from "../app.ts";

/** The help, which says the same to everybody, signed in or not [U10]. Searched without a script by `?q=`. */
export const help = new Hono<App>().get("/help", (c) => {
  const query = (c.req.query("q") ?? "").slice(0, 200);
  return c.html(<HelpPage query={query} />);
});
