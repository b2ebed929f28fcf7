import { createEffect, createSignal, on } from "solid-js";
import { proposedUsername } from "#domain/users/usernames";
import { usePlace } from "../../place.ts";
import type { createUserCommands } from "../commands.ts";
import { createNameCheck } from "./name-check.ts";

/** The username of somebody new: proposed from their names until another is typed, and the next like it where it is taken [A4]. */
export function createNewUsername(
  named: { familyName: string; givenName: string },
  { lookName }: Pick<ReturnType<typeof createUserCommands>, "lookName">,
) {
  const { school } = usePlace();
  const [username, setUsername] = createSignal("");
  const [isOwn, setOwn] = createSignal(false);
  const check = createNameCheck(username, lookName);
  const proposal = () =>
    named.familyName.trim() &&
    proposedUsername(school.school()?.postcode ?? "", [named.familyName, named.givenName]);
  createEffect(() => isOwn() || setUsername(proposal()));
  createEffect(
    on(check, (found) => {
      if (found.is === "taken" && found.suggestion && !isOwn()) setUsername(found.suggestion);
    }),
  );

  return { username, check, isOwn, type };

  function type(typed: string): void {
    setOwn(typed !== "");
    setUsername(typed);
  }
}
