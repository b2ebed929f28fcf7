import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import type { AppContext } from "./app.ts";
import { slips } from "./body.ts";

const Cursor = z.tuple([z.number(), z.string()]);
/** Where a page of a list ends: the time and id of its last row. */
export type Cursor = z.infer<typeof Cursor>;

/** What a list may be asked: `limit` (1 to 200, default 50), `cursor`, and filters of its own. Refuses with `invalid`. */
export function pageQuery<T extends z.core.$ZodLooseShape>(c: AppContext, filters: T) {
  const limits = z.strictObject({
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/, "Use a number from 1 to 200."))),
    cursor: z.optional(z.string()),
    ...filters,
  });
  const parsed = limits.safeParse(c.req.query());
  if (!parsed.success) throw new DomainError("invalid", { fields: slips(parsed.error.issues) });
  const {
    limit: typed,
    cursor,
    ...rest
  } = parsed.data as { limit?: string; cursor?: string } & Record<string, unknown>;
  const limit = typed === undefined ? 50 : Number(typed);
  if (limit < 1 || limit > 200)
    throw new DomainError("invalid", { fields: { limit: "Use a number from 1 to 200." } });
  return {
    limit,
    after: cursor === undefined ? null : readCursor(cursor),
    filters: rest as z.infer<z.ZodMiniObject<T>>,
  };
}

/** A page of rows read with one more than the limit, and the cursor of the next one. */
export function page<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? btoa(JSON.stringify(cursorOf(last))) : null };
}

function readCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(atob(text)));
  } catch {
    throw new DomainError("invalid", { fields: { cursor: "Use the cursor of the page before." } });
  }
}
