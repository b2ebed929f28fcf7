import { passwordSlip } from "#domain/accounts/passwords";
import { DomainError } from "#domain/errors";
import { isCommonPassword } from "../../accounts/common-passwords.ts";
import { take } from "../../accounts/limits.ts";
import { runtimeOf, visitorOf } from "../../http/act.ts";
import type { AppContext } from "../../http/app.ts";
import { sentence } from "../../http/refusals.ts";
import { beginSession } from "../../http/session/begin-session.ts";
import { slips } from "../../http/slips.ts";
import { secondsToWait, waiting } from "../../http/too-many.ts";
import { freeUsername } from "../../users/free-username.ts";
import type { OpenedLink } from "../open-link.ts";
import { SetUp, setUp } from "../set-up.ts";
import { typed } from "../set-up-values.ts";
import { reopened } from "./link-page.tsx";
import { SetUpPage } from "./set-up.tsx";

const hour = 3600_000;

/** Makes the account, or shows the form again with what is wrong. */
export async function submitSetUp(
  c: AppContext,
  link: OpenedLink,
  token: string,
  form: Record<string, string>,
) {
  const isOwnDevice = form.ownDevice !== undefined;
  const again = (slips: Record<string, string>, status: 409 | 422 | 429 | 503) => {
    const props = { link, now: c.get("now"), values: typed(form), slips, isOwnDevice };
    return c.html(<SetUpPage {...props} />, status);
  };
  const parsed = SetUp.safeParse(form);
  if (!parsed.success) {
    const { password = "", username = "" } = form;
    const weak = passwordSlip(password, username, isCommonPassword);
    return again({ ...(weak && { password: weak }), ...slips(parsed.error.issues) }, 422);
  }
  try {
    // Hashing is dear, and one link is one person.
    await take(c.env, [{ name: `accept:${link.invite.id}`, limit: 30 }], hour, c.get("now"));
    const by = visitorOf(c, isOwnDevice);
    const secret = await setUp(runtimeOf(c), by, token, parsed.data, link);
    await beginSession(c, secret, parsed.data.username, isOwnDevice);
    return c.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    switch (error.code) {
      case "weak_password":
        return again(error.particulars.fields ?? {}, 422);
      case "username_taken": {
        const free = await freeUsername(c.env, parsed.data.username);
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
        c.header("Retry-After", secondsToWait(error));
        return error.code === "busy"
          ? again({ form: waiting(error) }, 503)
          : again({ form: sentence(error.code) }, 429);
      case "link_dead":
      case "account_exists":
        return reopened(c, token);
      default:
        throw error;
    }
  }
}
