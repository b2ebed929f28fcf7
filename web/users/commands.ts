import type { InferResponseType } from "hono/client";
import type { PublicInvite } from "#domain/invites";
import type { NewUser, PublicUser, UserChange } from "#domain/users";
import { api, keyed, onVersion } from "../replica/api.ts";
import { inParts } from "../replica/parts.ts";
import { expectUntil } from "../replica/rows.ts";
import type { School } from "../replica/school.ts";
import { edited, withStatus } from "./expectations.ts";

const users = api.schools[":school"].users;
const mails = api.schools[":school"]["password-emails"];

/** What became of one password e-mail. */
export type MailResult = InferResponseType<typeof mails.$post, 200>["results"][number];

/** Somebody who was just added. The password is null when this very command was answered before. */
export interface AddedUser {
  user: PublicUser;
  oneTimePassword: string | null;
}

/** The most that one call may name. */
const mostAtOnce = 200;

/**
 * What one may ask about a school's users. Each puts the answer into the replica, and throws a `Problem` when refused. Edits and
 * changes of status show at once what they are about to bring; the row is as it was where they are refused.
 */
export function createUserCommands(school: School) {
  const param = { school: school.id };

  return {
    add,
    change,
    deactivate,
    reactivate,
    merge,
    moveEmail,
    setPassword,
    mailPasswords,
    lookName,
  };

  async function add(json: NewUser, key: string): Promise<AddedUser> {
    const answer = await (await users.$post({ param, json, ...keyed(key) })).json();
    return { user: keep(answer.user), oneTimePassword: answer.oneTimePassword };
  }

  async function change(id: string, version: number, changes: UserChange): Promise<PublicUser> {
    const answer = users[":id"].$patch({
      param: { ...param, id },
      json: changes,
      ...onVersion(version),
    });
    return expectUntil(school.users.expect(id, edited(changes)), answer.then(keepAnswer));
  }

  /** Ends somebody's time here; gives the invites of theirs that are still pending. */
  async function deactivate(id: string): Promise<PublicInvite[]> {
    const answer = users[":id"].deactivation
      .$put({ param: { ...param, id } })
      .then(async (response) => {
        const { user, pendingInvites } = await response.json();
        keep(user);
        return pendingInvites;
      });
    return expectUntil(school.users.expect(id, withStatus("inactive")), answer);
  }

  async function reactivate(id: string): Promise<PublicUser> {
    const answer = users[":id"].deactivation.$delete({ param: { ...param, id } }).then(keepAnswer);
    return expectUntil(school.users.expect(id, withStatus("active")), answer);
  }

  /** Makes two accounts of one person one; gives the one that stays. */
  async function merge(id: string, into: string): Promise<PublicUser> {
    return keep(
      (await (await users[":id"].merger.$put({ param: { ...param, id }, json: { into } })).json())
        .user,
    );
  }

  /** Gives somebody another account's e-mail, in one step. */
  async function moveEmail(id: string, from: string): Promise<PublicUser> {
    return keep(
      (await (await users[":id"].email.$put({ param: { ...param, id }, json: { from } })).json())
        .user,
    );
  }

  async function setPassword(id: string, password: string): Promise<void> {
    await users[":id"].password.$put({ param: { ...param, id }, json: { password } });
  }

  async function mailPasswords(ids: readonly string[], key: string): Promise<MailResult[]> {
    return inParts(ids, mostAtOnce, key, async (userIds, partKey) => {
      const asked = { param, json: { userIds }, ...keyed(partKey) };
      return (await (await mails.$post(asked)).json()).results;
    });
  }

  /** Whether a username is free, and the next like it that is. */
  async function lookName(username: string) {
    const name = { ...param, username: encodeURIComponent(username) };
    return (await api.schools[":school"].usernames[":username"].$get({ param: name })).json();
  }

  async function keepAnswer(response: {
    json(): Promise<{ user: PublicUser }>;
  }): Promise<PublicUser> {
    return keep((await response.json()).user);
  }

  function keep(user: PublicUser): PublicUser {
    school.users.took(user);
    return user;
  }
}
