import * as z from "zod/mini";

const Cursor = z.tuple([z.number(), z.string()]);
/** Where a page of a list ends: the time and id of its last row. */
export type Cursor = z.infer<typeof Cursor>;

const range = "Use a number from 1 to 200.";
const Limit = z.pipe(
  z.string().check(
    z.regex(/^\d{1,3}$/, range),
    z.refine((typed) => Number(typed) >= 1 && Number(typed) <= 200, range),
  ),
  z.transform(Number),
);

/** Where the page before ended, as its `next` says it. */
export const CursorText = z.pipe(
  z.string(),
  z.transform((text, context): Cursor => {
    const cursor = readCursor(text);
    if (cursor) return cursor;
    context.issues.push({
      code: "custom",
      input: text,
      message: "Use the cursor of the page before.",
    });
    return z.NEVER;
  }),
);

/** What a list may be asked: `limit` (1 to 200, default 50), `cursor`, and filters of its own. */
export function pageQuery<T extends z.core.$ZodLooseShape>(filters: T) {
  return z.strictObject({
    limit: z.prefault(Limit, "50"),
    cursor: z.optional(CursorText),
    ...filters,
  });
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

/** Where a page ends, as `next` says it; null for what makes no sense. */
export function readCursor(text: string): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(atob(text)));
  } catch {
    return null;
  }
}
