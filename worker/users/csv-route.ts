import { Hono } from "hono";
import * as z from "zod/mini";
import { publishedUser } from "#domain/users";
import { userCells } from "#domain/users/csv";
import { groupNames } from "../groups/list.ts";
import { actOf } from "../http/act.ts";
import { answer, answersFile } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { csvFile, rowsOfFile } from "../http/files/csv-file.ts";
import { may } from "../http/in-school.ts";
import { query } from "../http/query.ts";
import { listUsers } from "./list.ts";
import { userFilters } from "./routes.ts";

/** The list of users as a file [A17], for those who see all of it. */
export const usersFile = new Hono<App>().get(
  "/users.csv",
  may("seeWholeUsers"),
  query(z.strictObject(userFilters)),
  answersFile("text/csv", "users.csv"),
  async (c) => {
    const { status = null, q = null } = c.req.valid("query");
    const act = actOf(c);
    const cells = userCells(await groupNames(act.env, act.school));
    return answer(
      c,
      await csvFile(cells, async (after) => {
        const { items, next } = await listUsers(act, { status, q }, rowsOfFile, after?.[1] ?? null);
        return { items: items.map(publishedUser), next };
      }),
    );
  },
);
