import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { open as opened, resend } from "#domain/invites";
import { canonicalUsername, suggestUsername, Username } from "#domain/usernames";
import { take } from "../accounts/limits.ts";
import { checkGuess, setSignedIn } from "../accounts/sign-in.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { sentence } from "../http/problem.ts";
import { slips } from "../http/slips.ts";
import { isOwnerless } from "../schools/registration.ts";
import { freeUsername, type OpenedLink, openLink, SetUp, setUp, takeUp } from "./accept.ts";
import { act } from "./commands.ts";
import { DeadLinkPage, ForgedLinkPage } from "./pages/dead-link.tsx";
import { OfferPage } from "./pages/offer.tsx";
import { SetUpPage } from "./pages/set-up.tsx";

/** What the form shows: everything typed but the password [I8]. */
export type SetUpValues = Record<
  "title" | "givenName" | "middleName" | "familyName" | "phone" | "username",
  string
>;

const hour = 3600_000;

/** The pages behind a set-up link. Fetching them changes nothing: mail scanners do [I6]. */
export const accept = new Hono<App>()
  .get("/:token", async (c) => {
    const link = await openLink(c, c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    if (link.dead) return deadPage(c, link);
    if (link.holder)
      return c.html(<OfferPage link={link} now={c.get("now")} username="" problem={null} />);
    return c.html(
      <SetUpPage link={link} now={c.get("now")} values={await firstValues(c, link)} slips={{}} />,
    );
  })
  .post("/:token", formOnly, async (c) => {
    const token = c.req.param("token");
    const link = await openLink(c, token);
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const form = await formOf(c);
    if (link.dead) return form.renew === undefined ? deadPage(c, link) : renew(c, link);
    return link.holder ? takeUpOffer(c, link, token, form) : submit(c, link, token, form);
  })
  .get("/:token/usernames/:username", async (c) => {
    const link = await openLink(c, c.req.param("token"));
    if (!link) throw new DomainError("not_found");
    if (link.dead) throw new DomainError("link_dead");
    await take(c.env, [{ name: `usernames:${link.invite.id}`, limit: 60 }], hour, c.get("now"));
    const username = Username.safeParse(c.req.param("username"));
    if (!username.success) return c.json({ available: false, suggestion: null }, 200);
    const free = await freeUsername(c, username.data);
    const available = free === username.data;
    return c.json({ available, suggestion: available ? null : free }, 200);
  })
  .post("/:token/opening", async (c) => {
    // Always the same answer, whatever the token is worth [I7].
    await noteOpening(c, c.req.param("token")).catch(() => undefined);
    return c.body(null, 204);
  });

async function submit(
  c: AppContext,
  link: OpenedLink,
  token: string,
  form: Record<string, string>,
) {
  const again = (slips: Record<string, string>, status: 409 | 422 | 429 | 503) =>
    c.html(<SetUpPage link={link} now={c.get("now")} values={typed(form)} slips={slips} />, status);
  const parsed = SetUp.safeParse(form);
  if (!parsed.success) return again(slips(parsed.error.issues), 422);
  try {
    // Hashing is dear, and one link is one person.
    await take(c.env, [{ name: `accept:${link.invite.id}`, limit: 30 }], hour, c.get("now"));
    const secret = await setUp(c, token, parsed.data);
    await setSignedIn(c, secret, parsed.data.username);
    return c.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    switch (error.code) {
      case "weak_password":
        return again(error.particulars.fields ?? {}, 422);
      case "username_taken": {
        const free = await freeUsername(c, parsed.data.username);
        return again(
          {
            username: free
              ? `Somebody already has this username. ${free} is free.`
              : sentence("username_taken"),
          },
          409,
        );
      }
      case "busy":
      case "too_many_attempts":
        c.header("Retry-After", secondsOf(error));
        return again({ form: sentence(error.code) }, error.code === "busy" ? 503 : 429);
      case "link_dead":
      case "account_exists":
        return reopened(c, token);
      default:
        throw error;
    }
  }
}

/** An offer is taken up by signing in with the account that has the address. */
async function takeUpOffer(
  c: AppContext,
  link: OpenedLink,
  token: string,
  form: Record<string, string>,
) {
  const username = canonicalUsername(form.username ?? "");
  const again = (problem: string, status: 401 | 422 | 429 | 503) =>
    c.html(
      <OfferPage link={link} now={c.get("now")} username={username} problem={problem} />,
      status,
    );
  if (!username || !form.password) return again("Fill in your username and password.", 422);
  try {
    const account = await checkGuess(c, username, form.password, sql`true`);
    if (!account) return again(sentence("bad_credentials"), 401);
    if (account.id !== link.holder?.id)
      return again(`Sign in with the account that has the address ${link.invite.email}.`, 422);
    await setSignedIn(c, await takeUp(c, token, account), username);
    return c.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "too_many_attempts" || error.code === "busy") {
      c.header("Retry-After", secondsOf(error));
      return again(sentence(error.code), error.code === "busy" ? 503 : 429);
    }
    if (
      error.code === "link_dead" ||
      error.code === "bad_credentials" ||
      error.code === "account_exists"
    )
      return reopened(c, token);
    throw error;
  }
}

function secondsOf(error: DomainError): string {
  return String(Math.max(1, Math.ceil(error.particulars.retryAfter ?? 1)));
}

/** Somebody was faster: shows what the link leads to now. */
async function reopened(c: AppContext, token: string) {
  const link = await openLink(c, token);
  if (!link) return c.html(<ForgedLinkPage />, 404);
  if (link.dead) return deadPage(c, link);
  return link.holder
    ? c.html(<OfferPage link={link} now={c.get("now")} username="" problem={null} />, 409)
    : c.redirect(c.req.path, 303);
}

async function deadPage(
  c: AppContext,
  link: OpenedLink,
  notice: "renewed" | "exhausted" | null = null,
) {
  const canRenew = notice === null && (await renewable(c, link));
  return c.html(
    <DeadLinkPage
      link={link}
      canRenew={canRenew}
      notice={notice}
      timeZone={link.school.timeZone}
    />,
    410,
  );
}

/** While a school has no Owner, nobody there can be asked: its first invite sends itself again, within its budget [S1]. */
async function renew(c: AppContext, link: OpenedLink) {
  if (!(await renewable(c, link))) return deadPage(c, link, "exhausted");
  const { schoolId: school, id } = link.invite;
  try {
    await act(c, id, { school, actor: null }, (seen) => ({
      next: resend(seen, c.get("now"), c.get("settings").inviteLife),
      kind: "invite.resent",
    }));
    return deadPage(c, link, "renewed");
  } catch (error) {
    if (error instanceof DomainError) return deadPage(c, link, "exhausted");
    throw error;
  }
}

async function renewable(c: AppContext, link: OpenedLink): Promise<boolean> {
  return link.dead === "expired" && (await isOwnerless(c.env, link.invite.schoolId));
}

async function noteOpening(c: AppContext, token: string): Promise<void> {
  const link = await openLink(c, token);
  if (!link) return;
  const { schoolId: school, id } = link.invite;
  await act(c, id, { school, actor: null }, (seen) => {
    const next = opened(seen, link.generation, c.get("now"));
    return next && { next, kind: "invite.opened" };
  });
}

/** The form as it first shows: a username proposed from the school's postcode and the end of the address's name. */
async function firstValues(c: AppContext, link: OpenedLink): Promise<SetUpValues> {
  const surname =
    link.invite.canonicalEmail.split("@")[0]?.split(/[._-]/).at(-1)?.replace(/\d+$/, "") ?? "";
  const wanted = suggestUsername(link.school.postcode, surname);
  return { ...typed({}), username: (wanted && (await freeUsername(c, wanted))) ?? "" };
}

function typed(form: Record<string, string>): SetUpValues {
  const {
    title = "",
    givenName = "",
    middleName = "",
    familyName = "",
    phone = "",
    username = "",
  } = form;
  return { title, givenName, middleName, familyName, phone, username };
}
