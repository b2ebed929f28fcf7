import type { ManyChange } from "#domain/users/acts";
import { post } from "#domain/words";
import type { Verdict } from "./commands.ts";

const reasons: Record<string, string> = {
  busy: "was being changed by somebody else. Try again.",
  forbidden: "was not changed: you no longer look after users.",
  last_owner: "stays an Owner: the school needs one. Make somebody else an Owner first.",
  not_found: "is not at this school any more.",
  role_too_high: "was not changed: only an Owner changes Owners, or makes somebody one.",
};

/** A number of people, in words. */
export function many(number: number): string {
  return number === 1 ? "1 person" : `${number} people`;
}

/** What came of it, as it goes on after a name. */
export function verdictWords({ outcome, user }: Verdict): string {
  if (outcome === "done" && user) return `is now ${post(user)}.`;
  if (outcome === "changed" && user)
    return `was changed by somebody else meanwhile and is now ${post(user)}. Look again before you change them.`;
  return reasons[outcome] ?? "could not be changed. Try again.";
}

type Post = Parameters<typeof post>[0];

/** What somebody is, or is invited to be, and what the change would make of them. */
export function postWords(user: Post, change: ManyChange): string {
  const [now, next] = [post(user), post({ ...user, ...change })];
  if (now !== next) return `${now}, becomes ${next}`;
  return Object.keys(change).length > 0 ? `${now} already` : now;
}

/** Whether the change would make anything else of somebody. */
export function isChanged(user: Post, change: ManyChange): boolean {
  return post(user) !== post({ ...user, ...change });
}
