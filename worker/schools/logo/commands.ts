import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type Db, open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { logos, schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { PersonAct } from "../../act.ts";
import { carryOut } from "../../events/carry-out.ts";
import type { Step } from "../../events/commit.ts";
import { settle } from "../../events/settle.ts";
import type { Picture } from "./picture.ts";

type School = typeof schools.$inferSelect;

/** Gives the school this logo, in the place of the one before [S2]. */
export function setLogo(by: PersonAct, picture: Picture): Promise<School> {
  return change(by, picture);
}

/** Leaves the school without a logo. Where it has none nothing happens. */
export function removeLogo(by: PersonAct): Promise<School> {
  return change(by, null);
}

/** The picture goes with the school's row and the fact: there is never one without the other. */
function change(by: PersonAct, picture: Picture | null): Promise<School> {
  return settle(by, async (act) => {
    const db = open(act.env.DB);
    const [seen] = await db.select().from(schools).where(eq(schools.id, act.school));
    if (!seen) throw new DomainError("not_found");
    if (!picture && seen.logoId === null) return seen;
    const logoId = picture && crypto.randomUUID();
    const next: School = { ...seen, logoId, version: seen.version + 1 };
    const step: Step = {
      change: [
        db
          .update(schools)
          .set({ logoId, version: next.version })
          .where(and(eq(schools.id, seen.id), eq(schools.version, seen.version))),
        picture && logoId
          ? put(db, { id: logoId, schoolId: seen.id, type: picture.type, bytes: picture.bytes })
          : db.delete(logos).where(and(eq(logos.schoolId, seen.id), carriedOn)),
      ],
      fact: {
        kind: "school.changed",
        subjectId: seen.id,
        changes: { logo: [seen.logoId, logoId] },
      },
    };
    const committed = await carryOut(act, { steps: [step], subjectId: seen.id });
    return committed && next;
  });
}

/** A school has one logo: the one before makes room for it. */
function put(
  db: Db,
  { bytes, ...row }: Omit<typeof logos.$inferSelect, "bytes"> & Pick<Picture, "bytes">,
): BatchItem<"sqlite"> {
  return insertWhere(
    db,
    logos,
    { ...row, bytes: Buffer.from(bytes) },
    carriedOn,
  ).onConflictDoUpdate({
    target: logos.schoolId,
    set: { id: sql`excluded.id`, type: sql`excluded.type`, bytes: sql`excluded.bytes` },
  });
}
