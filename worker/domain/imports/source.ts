import * as z from "zod/mini";
import { isoOrNull } from "../time.ts";

/** Which OneRoster the school's MIS speaks. */
export const SourceVersion = z.enum(["1.1", "1.2"]);
export type SourceVersion = z.infer<typeof SourceVersion>;

const Address = z.string().check(z.maxLength(500, "This address is too long."), z.trim());
const Secret = z
  .string()
  .check(z.maxLength(500, "This is too long."), z.minLength(1, "Fill this in."));

/** Where the MIS is to be asked, and by what name; id and secret may be left out where they stay as they are. */
export const NewSource = z.strictObject({
  version: SourceVersion,
  baseUrl: Address,
  tokenUrl: Address,
  clientId: z.optional(Secret),
  secret: z.optional(Secret),
  /** Of a server with several schools the one that is meant, by its id there. */
  school: z.optional(z.nullable(z.string().check(z.maxLength(255)))),
});
export type NewSource = z.infer<typeof NewSource>;

/** The same as Admins and Owners see it: neither id nor secret. Times are ISO 8601 UTC. */
export const PublicSource = z.object({
  version: SourceVersion,
  baseUrl: z.string(),
  tokenUrl: z.string(),
  school: z.nullable(z.string()),
  /** When it is asked next, when it was asked last, and what is wrong, in words; null for all well. */
  nextAt: z.string(),
  lastAt: z.nullable(z.string()),
  trouble: z.nullable(z.string()),
});
export type PublicSource = z.infer<typeof PublicSource>;

/** Where the MIS is asked, as it is kept. Times are epoch milliseconds. */
export interface Source {
  version: SourceVersion;
  baseUrl: string;
  tokenUrl: string;
  school: string | null;
  nextAt: number;
  lastAt: number | null;
  trouble: string | null;
}

export function publishedSource(source: Source): PublicSource {
  const { version, baseUrl, tokenUrl, school, trouble } = source;
  const times = { nextAt: new Date(source.nextAt).toISOString(), lastAt: isoOrNull(source.lastAt) };
  return { version, baseUrl, tokenUrl, school, ...times, trouble };
}
