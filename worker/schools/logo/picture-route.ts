import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { open } from "#db/client";
import { logos } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { App } from "../../http/app.ts";

/** Should anybody open it as a page, it is a picture and nothing more. */
const policy =
  "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A school's logo itself, for whoever has its address: mail programs and people with a set-up link are not signed in. Another
 * picture has another address, so this one may be kept for a year.
 */
export const pictures = new Hono<App>().get("/:id", async (c) => {
  const [found] = await open(c.env.DB)
    .select()
    .from(logos)
    .where(eq(logos.id, c.req.param("id")));
  if (!found) throw new DomainError("not_found");
  return c.body(new Uint8Array(found.bytes), 200, {
    "Content-Type": found.type,
    "Content-Security-Policy": policy,
    "Cache-Control": "public, max-age=31536000, immutable",
    // Mail is read on pages of other sites.
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
});
