import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isActive } from "#domain/users/seen";
import { perform, tellDone } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { createUserCommands } from "./commands.ts";
import { reactivate as bringBack } from "./undo.ts";

/** What people do to accounts in passing. It shows at once; where it does not work the row is as it was, and a note says why. */
export function useUserActs() {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const now = school.clock.second;

  return { deactivate, deactivated, reactivate };

  function deactivate(user: PublicUser): void {
    perform({
      about: user.id,
      ask: () => commands.deactivate(user.id),
      ...leavingWords(user),
      failed: `${fullName(user)} is not deactivated.`,
    });
  }

  /** Tells of somebody whose deactivation was waited for. */
  function deactivated(user: PublicUser): void {
    tellDone({ about: user.id, ...leavingWords(user) });
  }

  function leavingWords(user: PublicUser) {
    return {
      done: { text: `Deactivated ${fullName(user)}.` },
      undo: { take: () => bringBack(school, user.id), isOffered: () => isInactive(user.id), now },
    };
  }

  function reactivate(user: PublicUser): void {
    perform({
      about: user.id,
      ask: () => commands.reactivate(user.id),
      done: {
        text: `${fullName(user)} is active again.`,
        detail: "Everything is as it was.",
        tone: "good",
      },
      failed: `${fullName(user)} is still inactive.`,
    });
  }

  function isInactive(id: string): boolean {
    const user = school.users.at(id);
    return user !== undefined && !isActive(user);
  }
}
