import { isNotNull } from "drizzle-orm";
import { open } from "#db/client";
import { schools } from "#db/schema";
import { publishedLogo } from "#domain/schools/logo";
import type { Env } from "../../env.ts";

/** The whole address of a logo that a school here has, so that mails are seen with one; null where none has any. */
export async function someLogo(env: Env, origin: string): Promise<string | null> {
  const [school] = await open(env.DB)
    .select({ logoId: schools.logoId })
    .from(schools)
    .where(isNotNull(schools.logoId))
    .limit(1);
  const logo = school ? publishedLogo(school) : null;
  return logo && `${origin}${logo.url}`;
}
