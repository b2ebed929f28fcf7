import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { asker } from "#db/aliases";
import { open } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { recoveries, schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import { fullName } from "#domain/names";
import {
  addressOf,
  holderOf,
  type Recovery,
  type RecoveryHolder,
  recoveryEnd,
} from "#domain/recoveries";
import { Postcode } from "#domain/schools";
import { take } from "../accounts/limits.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { sentence } from "../http/refusals.ts";
import { secondsToWait } from "../http/too-many.ts";
import { ForgedLinkPage } from "../invites/pages/dead-link.tsx";
import { readLink } from "../links.ts";
import { confirmRecovery } from "./commands.ts";
import { ConfirmedRecoveryPage, EndedRecoveryPage, RecoveryPage } from "./confirm-page.tsx";

/** What a genuine confirmation link leads to. */
export interface OpenedRecovery {
  recovery: Recovery;
  school: typeof schools.$inferSelect;
  askedBy: string;
  holder: RecoveryHolder;
}

const hour = 3600_000;

/** The page behind the link that goes to a recovery address [A14]. Fetching it changes nothing. */
export const recovery = new Hono<App>()
  .get("/:token", async (c) => {
    const link = await openRecoveryLink(c, c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const end = recoveryEnd(link.recovery, c.get("now"));
    if (end) return c.html(<EndedRecoveryPage link={link} end={end} />, 410);
    return c.html(<RecoveryPage link={link} typed="" slips={{}} />);
  })
  .post("/:token", formOnly, async (c) => {
    const link = await openRecoveryLink(c, c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const end = recoveryEnd(link.recovery, c.get("now"));
    if (end) return c.html(<EndedRecoveryPage link={link} end={end} />, 410);
    return submit(c, link, (await formOf(c)).postcode ?? "");
  });

async function submit(c: AppContext, link: OpenedRecovery, typed: string) {
  const again = (slips: Record<string, string>, status: 422 | 429 | 503) =>
    c.html(<RecoveryPage link={link} typed={typed} slips={slips} />, status);
  try {
    await take(c.env, [{ name: `confirm:${link.recovery.id}`, limit: 20 }], hour, c.get("now"));
    const postcode = Postcode.safeParse(typed);
    if (!postcode.success || postcode.data !== link.school.postcode) {
      return again({ postcode: "This is not the school’s postcode." }, 422);
    }
    await confirmRecovery(c, link.recovery, link.holder);
    return c.html(<ConfirmedRecoveryPage link={link} now={c.get("now")} />);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "too_many_attempts" || error.code === "busy") {
      c.header("Retry-After", secondsToWait(error));
      return again({ form: sentence(error.code) }, error.code === "busy" ? 503 : 429);
    }
    if (error.code !== "link_dead") throw error;
    const now = await openRecoveryLink(c, c.req.param("token") ?? "");
    const end = now && recoveryEnd(now.recovery, c.get("now"));
    return c.html(<EndedRecoveryPage link={link} end={end ?? "lapsed"} />, 410);
  }
}

/** Reads a token from the path. Null for a forged one, which costs no database read. */
async function openRecoveryLink(c: AppContext, token: string): Promise<OpenedRecovery | null> {
  const link = readLink(c.get("settings").linkKeys, "recovery", token);
  const holder = link && holderOf(link.generation);
  if (!link || !holder) return null;
  const [row] = await open(c.env.DB)
    .select({ recovery: packed(recoveries), school: packed(schools), asker: packedOrNull(asker) })
    .from(recoveries)
    .innerJoin(schools, eq(schools.id, recoveries.schoolId))
    .leftJoin(asker, eq(asker.id, recoveries.askedById))
    .where(eq(recoveries.id, link.id));
  if (!row) return null;
  const isOpen = row.recovery.dueAt !== null;
  if (isOpen && addressOf(row.recovery, holder) === null) return null;
  return {
    recovery: row.recovery,
    school: row.school,
    holder,
    askedBy: row.asker ? fullName(row.asker) : "An Admin",
  };
}
