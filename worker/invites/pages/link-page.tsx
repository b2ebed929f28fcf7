import { DomainError } from "#domain/errors";
import type { Me } from "../../accounts/me.ts";
import { runtimeOf } from "../../http/act.ts";
import type { AppContext } from "../../http/app.ts";
import { nearest } from "../../http/nearest.ts";
import { signOutHere, somebodyElse } from "../../http/session/somebody-else.ts";
import { SignedInAsPage } from "../../pages/signed-in-as.tsx";
import { isOwnerless } from "../../schools/ownerless.ts";
import { resendInvite } from "../commands.ts";
import { type OpenedLink, openLink } from "../open-link.ts";
import { firstValues, typed } from "../set-up-values.ts";
import { AlreadySetUpPage } from "./already-set-up.tsx";
import { DeadLinkPage, ForgedLinkPage } from "./dead-link.tsx";
import { OfferPage } from "./offer.tsx";
import { ownUse } from "./own-use.ts";
import { SetUpPage } from "./set-up.tsx";

/** The page that a genuine link leads to. */
export async function linkPage(c: AppContext, link: OpenedLink) {
  if (link.dead) return deadPage(c, link);
  const other = await somebodyElse(c, link.holder?.id ?? null);
  if (other) return otherPage(c, link, other);
  if (link.holder)
    return c.html(<OfferPage link={link} now={c.get("now")} username="" problem={null} />);
  const values = await firstValues(nearest(c.env), link);
  return c.html(<SetUpPage link={link} now={c.get("now")} values={values} slips={{}} />);
}

/**
 * Somebody is signed in whom the link is not for: says so, and does nothing. What was typed all the same, but for the password,
 * waits for them to sign out.
 */
export function otherPage(
  c: AppContext,
  { invite, school }: OpenedLink,
  me: Me,
  form: Record<string, string> | null = null,
) {
  const whose = (
    <>
      This link is for <b translate="no">{invite.email}</b>, to join {school.name}.
    </>
  );
  const kept = form ? typed(form) : {};
  return c.html(
    <SignedInAsPage me={me} whose={whose} school={school} kept={kept} />,
    form ? 409 : 200,
  );
}

/** They have signed out: the page that the link leads to, with what was typed. */
export async function goOn(c: AppContext, link: OpenedLink, form: Record<string, string>) {
  await signOutHere(c);
  const values = typed(form);
  if (link.holder || Object.values(values).every((value) => value === ""))
    return c.redirect(c.req.path, 303);
  return c.html(<SetUpPage link={link} now={c.get("now")} values={values} slips={{}} />);
}

/** Somebody was faster: shows what the link leads to now. */
export async function reopened(c: AppContext, token: string) {
  const link = await openLink(runtimeOf(c), token);
  if (!link) return c.html(<ForgedLinkPage />, 404);
  if (link.dead) return deadPage(c, link);
  return link.holder
    ? c.html(<OfferPage link={link} now={c.get("now")} username="" problem={null} />, 409)
    : c.redirect(c.req.path, 303);
}

/** While a school has no Owner, nobody there can be asked: its first invite sends itself again, within its budget [S1]. */
export async function renew(c: AppContext, link: OpenedLink) {
  if (!(await renewable(c, link))) return deadPage(c, link, "exhausted");
  const { schoolId: school, id } = link.invite;
  try {
    await resendInvite({ ...runtimeOf(c), school, actor: "link" }, id);
    return deadPage(c, link, "renewed");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return deadPage(c, link, error.code === "too_many_mails" ? "later" : "exhausted");
  }
}

/** Why the link is dead, and what to do about it. */
export async function deadPage(
  c: AppContext,
  link: OpenedLink,
  notice: "renewed" | "exhausted" | "later" | null = null,
) {
  const own = await ownUse(c, link);
  if (own) return c.html(<AlreadySetUpPage link={link} isSignedIn={own === "signed-in"} />, 410);
  const isUnowned = link.dead !== "used" && (await isOwnerless(c.env, link.invite.schoolId));
  return c.html(
    <DeadLinkPage
      link={link}
      canRenew={notice === null && isUnowned && link.dead === "expired"}
      notice={notice}
      askAt={link.dead === "used" || isUnowned ? null : `/accept/${c.req.param("token")}/requests`}
      timeZone={link.school.timeZone}
    />,
    410,
  );
}

async function renewable(c: AppContext, link: OpenedLink): Promise<boolean> {
  return link.dead === "expired" && (await isOwnerless(c.env, link.invite.schoolId));
}
