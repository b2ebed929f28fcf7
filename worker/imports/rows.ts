import { eq, getTableColumns } from "drizzle-orm";
import { firstAsker, uploader } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packedOrNull } from "#db/rows";
import { imports } from "#db/schema";
import { type PublicImport, publishedImport } from "#domain/imports";
import { person } from "#domain/names";

const { warnings: _, ...columns } = getTableColumns(imports);

/** Imports with whose they are; without what was odd about their files. */
export function withHands(db: Db) {
  return db
    .select({
      ...columns,
      id: imports.id,
      uploader: packedOrNull(uploader, names),
      firstAsker: packedOrNull(firstAsker, names),
    })
    .from(imports)
    .leftJoin(uploader, eq(uploader.id, imports.byId))
    .leftJoin(firstAsker, eq(firstAsker.id, imports.askedById));
}

type Row = Awaited<ReturnType<typeof withHands>>[number];

export function shownImport({ uploader, firstAsker, ...row }: Row): PublicImport {
  return publishedImport(row, { by: person(uploader), askedBy: person(firstAsker) });
}
