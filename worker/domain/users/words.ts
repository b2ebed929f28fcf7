import type { Changes } from "../facts.ts";
import { cameAndWent } from "../groups/words.ts";
import { fullName } from "../names.ts";
import type { Sentence, Telling, Words } from "../noun.ts";
import { changesOfPost, post } from "../words.ts";
import type { UserEvent } from "./event.ts";

export const userWords: Words<UserEvent> = {
  sentence(event, telling) {
    const { kind, user, changes } = event;
    const { somebody: subject, by } = telling;
    switch (kind) {
      case "user.added":
        return {
          subject,
          verb: `added ${fullName(user)}`,
          detail: post(user),
          tone: "plain",
          by,
        };
      case "user.changed":
        return userChanged(event, telling);
      case "user.deactivated":
        return {
          subject,
          verb: changes?.mergedInto
            ? `merged two accounts of ${fullName(user)}`
            : `deactivated ${fullName(user)}`,
          detail: changes?.mergedInto ? `${nameOf(user)} is deactivated` : "can no longer get in",
          tone: "faded",
          by,
        };
      case "user.reactivated":
        return {
          subject,
          verb: `reactivated ${fullName(user)}`,
          detail: post(user),
          tone: "good",
          by,
        };
      case "user.delivery":
        return {
          subject: fullName(user),
          verb: "did not get the password mail",
          detail: "why is said with the account",
          tone: "bad",
          by: null,
        };
      default:
        return kind satisfies never;
    }
  },
};

/** Of a person's details it is told only that they changed. */
function userChanged(
  { user, actor, changes }: UserEvent,
  { somebody: subject, by, me }: Telling,
): Sentence {
  const isOwn = actor === null || actor.id === user.id;
  const state = changes?.passwordState?.[1];
  // Of a password that only replaced another there is nothing to tell old and new.
  const isPassword =
    changes !== null && (Object.keys(changes).length === 0 || "password" in changes);
  if (state === "handed_out" || (isPassword && !isOwn)) {
    return {
      subject,
      verb: `set a password for ${fullName(user)}`,
      detail: "to be changed at first sign-in",
      tone: "plain",
      by,
    };
  }
  if ((state === "own" || isPassword) && isOwn) {
    const chooser = user.id === me ? "You" : fullName(user);
    return {
      subject: chooser,
      verb: "chose a new password",
      detail: "",
      tone: "plain",
      by: fullName(user),
    };
  }
  if (changes?.groups) {
    return {
      subject,
      verb: user.id === me ? "changed your groups" : `changed the groups of ${fullName(user)}`,
      detail: cameAndWent(changes, "groups"),
      tone: "plain",
      by,
    };
  }
  const whose = user.id === me ? "your account" : fullName(user);
  const detail = changesOfUser(changes) || post(user);
  return {
    subject,
    verb:
      isOwn && actor
        ? `changed ${user.id === me ? "your" : "their"} own details`
        : `changed ${whose}`,
    detail,
    tone: "plain",
    by,
  };
}

function changesOfUser(changes: Changes | null): string {
  const isIn = (...fields: string[]) => fields.some((field) => changes?.[field]);
  const words = [
    ...changesOfPost(changes),
    ...(isIn("title", "givenName", "middleName", "familyName") ? ["name"] : []),
    ...(isIn("email") ? ["e-mail"] : []),
    ...(isIn("phone") ? ["phone"] : []),
    ...(isIn("editHistory", "seeWholeSchool", "setTargets") ? ["permissions"] : []),
  ];
  return words.join(" · ");
}

/** The username, for those who may see it. */
function nameOf(user: UserEvent["user"]): string {
  return "username" in user ? user.username : fullName(user);
}
