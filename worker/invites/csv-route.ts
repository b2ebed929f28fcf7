import { Hono } from "hono";
import * as z from "zod/mini";
import { InviteStatus } from "#domain/invites";
import { inviteCells } from "#domain/invites/csv";
import { answer, answersFile } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { csvFile, rowsOfFile } from "../http/files/csv-file.ts";
import { may } from "../http/in-school.ts";
import { query } from "../http/query.ts";
import { listInvites } from "./lists/list.ts";

/** The list of invites as a file [A17]. */
export const invitesFile = new Hono<App>().get(
  "/invites.csv",
  may("seeInvites"),
  query(z.strictObject({ status: z.optional(InviteStatus) })),
  answersFile("text/csv", "invites.csv"),
  async (c) => {
    const { status = null } = c.req.valid("query");
    const { schoolId } = c.get("seat");
    return answer(
      c,
      await csvFile(inviteCells, (after) =>
        listInvites(c.env, schoolId, status, rowsOfFile, after),
      ),
    );
  },
);
