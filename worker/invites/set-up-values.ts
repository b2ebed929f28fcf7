import { proposedUsername } from "#domain/users/usernames";
import type { Env } from "../env.ts";
import { freeUsername } from "../users/free-username.ts";
import type { OpenedLink } from "./open-link.ts";

/** What the form shows: everything typed but the password [I8]. */
export type SetUpValues = Record<
  "title" | "givenName" | "middleName" | "familyName" | "phone" | "username",
  string
>;

/** The form as it first shows: with the name the school gave, and a username of its postcode and that surname or the address's. */
export async function firstValues(env: Env, link: OpenedLink): Promise<SetUpValues> {
  const { canonicalEmail, givenName, familyName } = link.invite;
  const surname =
    familyName ?? canonicalEmail.split("@")[0]?.split(/[._-]/).at(-1)?.replace(/\d+$/, "") ?? "";
  const wanted = proposedUsername(link.school.postcode, [surname]);
  const known = { givenName: givenName ?? "", familyName: familyName ?? "" };
  return { ...typed(known), username: (await freeUsername(env, wanted)) ?? "" };
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
