import { eq } from "drizzle-orm";
import { open } from "#db/client";
import { schools } from "#db/schema";
import type { Env } from "../env.ts";
import type { SchoolContact } from "../pages/contact.tsx";
import type { PageSchool } from "../pages/layout.tsx";

/**
 * The school that a path of the dashboard leads to, or null: its name, logo and contact, which everybody sees whom it invites. Nobody
 * can guess the id, and whoever has it has been there.
 */
export async function schoolAt(
  env: Env,
  path: string,
): Promise<(PageSchool & SchoolContact) | null> {
  const [, id] = /^\/s\/([\w-]{36})(?:[/?]|$)/.exec(path) ?? [];
  if (!id) return null;
  const [found] = await open(env.DB)
    .select({
      name: schools.name,
      logoId: schools.logoId,
      contactEmail: schools.contactEmail,
      phone: schools.phone,
    })
    .from(schools)
    .where(eq(schools.id, id));
  return found ?? null;
}
