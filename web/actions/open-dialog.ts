import { createEffect, createSignal, onCleanup } from "solid-js";
import type { NewInvite, PublicInvite } from "#domain/invites";
import type { InviteEdit } from "../invites/commands.ts";
import type { Problem } from "../replica/api.ts";

/** A question to the person, as a dialog. */
export type Asked =
  | { dialog: "invite"; email?: string; refused?: Refused }
  | { dialog: "change"; id: string; begun?: Begun }
  | { dialog: "resend" | "withdraw" | "password"; id: string }
  | { dialog: "mail" | "deactivate" | "merge"; ids: string[]; done?: () => void };

/** Asks a question in place of the one that stands; null ends it. */
export type Ask = (asked: Asked | null) => void;

/** What was typed before, and why it was refused. */
export interface Refused {
  details: NewInvite;
  refusal: Problem;
}

/** A change that somebody else's collided with: what it began with, and what it makes of that. */
export interface Begun {
  seen: PublicInvite;
  edited: InviteEdit;
}

const [wanted, setWanted] = createSignal<Asked | null>(null);
let askers = 0;

/** Brings a question up once more after its dialog was closed, as soon as no other is open. False where no page here can ask. */
export function askAgain(question: Asked): boolean {
  setWanted(question);
  return askers > 0;
}

/** Has the surrounding page ask what comes up again, while nothing else is asked. */
export function takeQuestions(ask: (question: Asked) => void, isFree: () => boolean): void {
  askers++;
  onCleanup(() => {
    askers--;
  });
  createEffect(() => {
    const question = wanted();
    if (!question || !isFree()) return;
    setWanted(null);
    ask(question);
  });
}
