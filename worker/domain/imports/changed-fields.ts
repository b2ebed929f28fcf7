import { untitled } from "../lists/names.ts";
import type { Said } from "./standing.ts";

/** What differs between a row here and the MIS's. */
export interface ChangedFields {
  before: Record<string, string | null>;
  after: Record<string, string | null>;
  /** What is to be taken over: the MIS has changed it, and nobody here has. */
  change: Record<string, string | null>;
  protected: string[];
}

/**
 * The fields in which the MIS has changed since it was last taken over, and says otherwise than stands here. One that was changed
 * here by hand meanwhile, or of which nobody knows what the MIS had said, is protected. What the MIS leaves empty says nothing.
 * Null where nothing differs.
 */
export function changedFields(
  fields: Record<string, (value: string) => string>,
  here: object,
  there: object,
  said: Said,
): ChangedFields | null {
  const changed: ChangedFields = { before: {}, after: {}, change: {}, protected: [] };
  for (const [field, fold] of Object.entries(fields)) {
    const at = (row: object) => ((row as Record<string, unknown>)[field] ?? null) as string | null;
    const folded = (value: string | null) => (value === null ? null : fold(value));
    const [mine, theirs, before] = [folded(at(here)), folded(at(there)), said[field]];
    if (theirs === null || theirs === mine) continue;
    if (typeof before === "string" && theirs === fold(before)) continue;
    changed.before[field] = at(here);
    changed.after[field] = at(there);
    const isUntouched = before !== undefined && folded(before as string | null) === mine;
    if (isUntouched) changed.change[field] = at(there);
    else changed.protected.push(field);
  }
  return Object.keys(changed.after).length > 0 ? changed : null;
}

/** A name as it is compared: lists are read without titles, which may stand in one here. */
export function nameFold(text: string): string {
  return untitled(plain(text));
}

export function plain(text: string): string {
  return text.normalize("NFC").trim();
}
