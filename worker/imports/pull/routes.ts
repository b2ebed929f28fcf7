import { Hono } from "hono";
import * as z from "zod/mini";
import { NewSource, PublicSource, publishedSource } from "#domain/imports/source";
import { actOf } from "../../http/act.ts";
import { answer, answers } from "../../http/answers.ts";
import type { App } from "../../http/app.ts";
import { body } from "../../http/body.ts";
import { may } from "../../http/in-school.ts";
import {
  credentialsFor,
  isSet,
  note,
  refuseAddresses,
  removeSource,
  setSource,
  sourceOf,
} from "./sources.ts";
import { tryOut } from "./visit.ts";

const Shown = z.object({ source: z.nullable(PublicSource) });
/** What is wrong, in words; null for nothing. */
const Verdict = z.object({ trouble: z.nullable(z.string()) });

/** Where the school's MIS is asked each night [S5]. */
export const source = new Hono<App>()
  .get("/", may("manageImports"), answers(200, Shown), async (c) => {
    const row = await sourceOf(c.env, c.get("seat").schoolId);
    return answer(c, { source: row && publishedSource(row) });
  })
  .put("/", may("manageImports"), body(NewSource), answers(200, Shown), async (c) => {
    await setSource(actOf(c), c.req.valid("json"));
    const row = await sourceOf(c.env, c.get("seat").schoolId);
    return answer(c, { source: row && publishedSource(row) });
  })
  .delete("/", may("manageImports"), answers(204), async (c) => {
    await removeSource(actOf(c));
    return answer(c, null);
  })
  .put("/trial", may("manageImports"), body(NewSource), answers(200, Verdict), async (c) => {
    const [act, wanted] = [actOf(c), c.req.valid("json")];
    refuseAddresses(act, wanted);
    const kept = await sourceOf(act.env, act.school);
    const credentials = credentialsFor(act, wanted, kept);
    const trouble = await tryOut({ ...wanted, ...credentials });
    if (kept && isSet(act, wanted, credentials, kept)) await note(act, kept, { trouble });
    return answer(c, { trouble });
  });
