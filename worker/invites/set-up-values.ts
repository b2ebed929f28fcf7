import { proposedUsername } from "#domain/usernames";
import type { Env } from "../env.ts";
import { freeUsername } from "../users/free-username.ts";
import type { OpenedLink } from "./open-link.ts";

/** What the form shows: everything typed but the password [I8]. */
export type SetUpValues = Record<
  "title" | "givenName" | "middleName" | "familyName" | "phone" | "username",
  string
>;

/** The form as it first shows: a username proposed from the school's postcode and the end of the address's name. */
export async function firstValues(env: Env, link: OpenedLink): Promise<SetUpValues> {
  const surname =
    link.invite.canonicalEmail.split("@")[0]?.split(/[._-]/).at(-1)?.replace(/\d+$/, "") ?? "";
  const wanted = proposedUsername(link.school.postcode, [surname]);
  return { ...typed({}), username: (await freeUsername(env, wanted)) ?? "" };
}

/** What somebody typed, to be shown again. */
export function typed(form: Record<string, string>): SetUpValues {
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
