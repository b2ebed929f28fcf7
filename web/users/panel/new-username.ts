import { createEffect, createSignal, on } from "solid-js";
import { suggestUsername } from "#domain/usernames";
import { usePlace } from "../../place.ts";
import type { createUserCommands } from "../commands.ts";
import { createNameCheck } from "./name-check.ts";

/** The username of somebody new: proposed from their surname until another is typed, and the next like it where it is taken [A4]. */
export function createNewUsername(
  familyName: () => string,
  { lookName }: Pick<ReturnType<typeof createUserCommands>, "lookName">,
) {
  const { school } = usePlace();
  const [username, setUsername] = createSignal("");
  const [isOwn, setOwn] = createSignal(false);
  const check = createNameCheck(username, lookName);
  createEffect(
    () =>
      isOwn() || setUsername(suggestUsername(school.school()?.postcode ?? "", familyName()) ?? ""),
  );
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
