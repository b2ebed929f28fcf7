import { Hono } from "hono";
import * as z from "zod/mini";
import type { PublicPupil } from "#domain/pupils";
import { pupilCells } from "#domain/pupils/csv";
import { groupNames } from "../groups/list.ts";
import { actOf } from "../http/act.ts";
import { answer, answersFile } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { csvFile, rowsOfFile } from "../http/files/csv-file.ts";
import { may } from "../http/in-school.ts";
import { query } from "../http/query.ts";
import { listPupils } from "./list.ts";
import { filtersOf, pupilFilters } from "./routes.ts";

/** The list of pupils as a file [A17], for those who see all of them. */
export const pupilsFile = new Hono<App>().get(
  "/pupils.csv",
  may("seeAllPupils"),
  query(z.strictObject(pupilFilters)),
  answersFile("text/csv", "pupils.csv"),
  async (c) => {
    const filters = filtersOf(c.req.valid("query"));
    const act = actOf(c);
    const names = await groupNames(act.env, act.school);
    const cells = pupilCells((id) => names.get(id));
    return answer(
      c,
      await csvFile<PublicPupil>(cells, async (after) => {
        const { items, next } = await listPupils(act, filters, rowsOfFile, after?.[1] ?? null);
        return { items: items as PublicPupil[], next };
      }),
    );
  },
);
