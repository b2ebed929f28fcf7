import { eq } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import { PublicSchool, publishedSchool } from "#domain/schools";
import { logoTypes, mostLogoBytes } from "#domain/schools/logo";
import { actOf } from "../../http/act.ts";
import { answer, answers } from "../../http/answers.ts";
import type { App } from "../../http/app.ts";
import { file } from "../../http/files/file.ts";
import { may } from "../../http/in-school.ts";
import { seenSchool } from "../seen-school.ts";
import { removeLogo, setLogo } from "./commands.ts";
import { readPicture } from "./picture.ts";

const Answer = z.object({ school: PublicSchool });

const tooLarge = { logo: `Use a file of ${mostLogoBytes / 1024} KB at most.` };

/** The school's logo [S2]. */
export const logo = new Hono<App>()
  .get("/", may("seeSchool"), answers(200, Answer), async (c) => {
    const { schoolId, role } = c.get("seat");
    const [row] = await open(c.env.DB).select().from(schools).where(eq(schools.id, schoolId));
    if (!row) throw new DomainError("not_found");
    return answer(c, { school: seenSchool(role, row) });
  })
  .put(
    "/",
    may("changeSchool"),
    file(logoTypes, mostLogoBytes, tooLarge),
    answers(200, Answer),
    async (c) => {
      const picture = readPicture(new Uint8Array(await c.req.arrayBuffer()));
      return answer(c, { school: publishedSchool(await setLogo(actOf(c), picture)) });
    },
  )
  .delete("/", may("changeSchool"), answers(200, Answer), async (c) =>
    answer(c, { school: publishedSchool(await removeLogo(actOf(c))) }),
  );
