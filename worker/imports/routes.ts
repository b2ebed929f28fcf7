import { Hono } from "hono";
import * as z from "zod/mini";
import {
  Decision,
  DifferenceKind,
  DifferenceState,
  PublicDifference,
  PublicImport,
  WholeImport,
} from "#domain/imports";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { upload, uploaded } from "../http/files/upload.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { beginImport } from "./applying/begin.ts";
import { goOn } from "./applying/go-on.ts";
import { decide } from "./decide.ts";
import { listDifferences, listImports, wholeImport } from "./list.ts";
import { propose } from "./propose.ts";
import { source } from "./pull/routes.ts";
import { readFile } from "./read-file.ts";
import { makeSlips, Slips } from "./slips.ts";

/** The most bytes of a file from the MIS. */
const mostBytes = 50_000_000;

const Whole = z.object({ import: WholeImport });
const Page = z.object({ items: z.array(PublicImport), next: z.nullable(z.string()) });
const Differences = z.object({ items: z.array(PublicDifference), next: z.nullable(z.string()) });

const Filter = pageQuery({
  kind: z.optional(DifferenceKind),
  state: z.optional(DifferenceState),
  q: z.optional(z.string().check(z.maxLength(100))),
});

const Decided = z.union([
  z.strictObject({
    ids: z
      .array(z.string().check(z.maxLength(100)))
      .check(z.minLength(1, "Choose some."), z.maxLength(1_000, "At most 1,000 at once.")),
    state: Decision,
  }),
  z.strictObject({ all: DifferenceKind, state: Decision }),
]);

/** What the school's MIS says otherwise [S5]. */
export const imports = new Hono<App>()
  .route("/source", source)
  .get("/", may("manageImports"), query(pageQuery({})), answers(200, Page), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return answer(c, await listImports(c.env, c.get("seat").schoolId, limit, cursor ?? null));
  })
  .post(
    "/",
    may("manageImports"),
    upload(mostBytes),
    idempotent,
    answers(201, Whole),
    async (c) => {
      const id = await once(c, async (key) => {
        const act = { ...actOf(c), key };
        const { file: name, ...roster } = readFile(await uploaded(c), act.now);
        return (await propose(act, roster, { source: "file", name })) as string;
      });
      return answer(c, { import: await wholeImport(c.env, c.get("seat").schoolId, id) });
    },
  )
  .get("/:id", may("manageImports"), answers(200, Whole), async (c) =>
    answer(c, { import: await wholeImport(c.env, c.get("seat").schoolId, c.req.param("id")) }),
  )
  .get(
    "/:id/differences",
    may("manageImports"),
    query(Filter),
    answers(200, Differences),
    async (c) => {
      const { limit, cursor = null, kind = null, state = null, q = null } = c.req.valid("query");
      const [{ schoolId }, id] = [c.get("seat"), c.req.param("id")];
      const filter = { kind, state, q };
      return answer(c, await listDifferences(c.env, schoolId, id, filter, limit, cursor));
    },
  )
  .put(
    "/:id/differences/states",
    may("manageImports"),
    body(Decided),
    answers(200, Whole),
    async (c) => {
      const { state, ...chosen } = c.req.valid("json");
      await decide(actOf(c), c.req.param("id"), chosen, state);
      return answer(c, {
        import: await wholeImport(c.env, c.get("seat").schoolId, c.req.param("id")),
      });
    },
  )
  .post(
    "/:id/application",
    may("manageImports"),
    body(z.strictObject({})),
    idempotent,
    answers(202, Whole),
    async (c) => {
      const act = actOf(c);
      const id = await once(c, (key) => beginImport({ ...act, key }, c.req.param("id")));
      const begun = await wholeImport(act.env, act.school, id);
      // The answer tells of the beginning. What follows needs no session any more, only the role of whoever began it.
      act.waitUntil(goOn(act.env, act, act.school));
      return answer(c, { import: begun });
    },
  )
  .put("/slips", may("manageUsers"), body(z.strictObject({})), answers(200, Slips), async (c) =>
    answer(c, await makeSlips(actOf(c))),
  );
