import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { ownDomains } from "#domain/emails/own-domains";
import { slipsAgainst } from "#domain/emails/slips";
import { usePlace } from "../place.ts";

/** Somebody who pauses this long has stopped typing. */
const typingPauseMs = 700;

/** Tells the address that was most likely meant, by what the school's mail and its people's is in; null where nothing looks mistyped. */
export function createSlips(): (typed: string) => string | null {
  const { school } = usePlace();
  const find = createMemo(() =>
    slipsAgainst(
      ownDomains(
        school.school()?.mailDomains ?? [],
        school.users.all().map(({ email }) => email),
      ),
    ),
  );
  return (typed) => find()(typed);
}

/** The address that was most likely meant by the one in a box, as soon as nobody types in it. */
export function createMeant(typed: Accessor<string>): Accessor<string | null> {
  const slips = createSlips();
  const [settled, setSettled] = createSignal<string>();
  createEffect(
    on(typed, (text) => {
      const timer = setTimeout(() => setSettled(text), typingPauseMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return () => (settled() === typed() ? slips(typed()) : null);
}
