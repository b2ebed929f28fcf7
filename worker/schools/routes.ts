import { eq } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { schools as schoolRows } from "#db/schema";
import { DomainError } from "#domain/errors";
import { PublicSchool, publishedSchool, Registration, SchoolChange } from "#domain/schools";
import { batches } from "../batches/routes.ts";
import { digest } from "../digests/routes.ts";
import { activity, events } from "../events/routes.ts";
import { groups, groupsOfUsers } from "../groups/routes.ts";
import { actOf, runtimeOf, visitorOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { ifMatchIfSent } from "../http/if-match.ts";
import { inSchool, may } from "../http/in-school.ts";
import { signedIn } from "../http/session/signed-in.ts";
import { imports } from "../imports/routes.ts";
import { addresses } from "../invites/address-route.ts";
import { invitesFile } from "../invites/csv-route.ts";
import { invites } from "../invites/routes.ts";
import { mailFates } from "../mail/fates-route.ts";
import { mailService } from "../mail/service-route.ts";
import { message } from "../messages/routes.ts";
import { pupilsFile } from "../pupils/csv-route.ts";
import { pupils } from "../pupils/routes.ts";
import { recoveries } from "../recovery/routes.ts";
import { usersFile } from "../users/csv-route.ts";
import { passwordEmails } from "../users/password-email-routes.ts";
import { users } from "../users/routes.ts";
import { usernames } from "../users/username-route.ts";
import { years } from "../years/routes.ts";
import { changeSchool } from "./details.ts";
import { logo } from "./logo/routes.ts";
import { register, registered } from "./registration.ts";
import { room } from "./room-route.ts";
import { seenSchool } from "./seen-school.ts";
import { snapshot } from "./snapshot-route.ts";

/** What happens inside one school. Everything here is behind the session and the membership. */
const school = new Hono<App>()
  .get("/", may("seeSchool"), answers(200, z.object({ school: PublicSchool })), async (c) => {
    const [row] = await open(c.env.DB)
      .select()
      .from(schoolRows)
      .where(eq(schoolRows.id, c.get("seat").schoolId));
    if (!row) throw new DomainError("not_found");
    return answer(c, { school: seenSchool(c.get("seat").role, row) });
  })
  .patch(
    "/",
    may("changeSchool"),
    body(SchoolChange),
    ifMatchIfSent,
    answers(200, z.object({ school: PublicSchool })),
    async (c) => {
      const { version } = c.req.valid("header");
      const changed = await changeSchool(actOf(c), c.req.valid("json"), version);
      return answer(c, { school: publishedSchool(changed) });
    },
  )
  .route("/snapshot", snapshot)
  .route("/events", events)
  .route("/", activity)
  .route("/addresses", addresses)
  .route("/usernames", usernames)
  .route("/room", room)
  .route("/invites/batches", batches)
  .route("/invites", invites)
  .route("/", invitesFile)
  .route("/password-emails", passwordEmails)
  .route("/mail", mailService)
  .route("/mails", mailFates)
  .route("/digest", digest)
  .route("/message", message)
  .route("/logo", logo)
  .route("/recoveries", recoveries)
  .route("/users", users)
  .route("/", usersFile)
  .route("/users", groupsOfUsers)
  .route("/groups", groups)
  .route("/pupils", pupils)
  .route("/year-rolls", years)
  .route("/", pupilsFile)
  .route("/imports", imports);

export const schools = new Hono<App>()
  .post("/", body(Registration), answers(202, z.object({ message: z.string() })), async (c) => {
    await register(runtimeOf(c), visitorOf(c), c.req.valid("json"));
    return answer(c, { message: registered });
  })
  .use("/:school/*", signedIn, inSchool)
  .route("/:school", school);
