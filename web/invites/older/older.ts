import { batch, createSignal } from "solid-js";
import type { InviteStatus, PublicInvite } from "#domain/invites";
import { sentenceOf } from "../../replica/api.ts";

/** What of the older invites is wanted, as the server is asked. */
export interface OlderWanted {
  status?: InviteStatus;
  q?: string;
  role?: PublicInvite["role"];
  staffType?: NonNullable<PublicInvite["staffType"]> | "none";
  by?: string;
}

interface Portion {
  items: readonly PublicInvite[];
  /** Where the next part begins; null at the end. */
  next: string | null;
}

/** Asks the server for a part of them, newest first; `cursor` null for the first. Throws a `Problem`. */
export type AskOlder = (wanted: OlderWanted, cursor: string | null) => Promise<Portion>;

/** The older invites of a school, as far as they were asked for. */
export function createOlder(ask: AskOlder) {
  const [rows, setRows] = createSignal<readonly PublicInvite[]>([]);
  const [next, setNext] = createSignal<string | null | undefined>(undefined);
  const [isAsking, setAsking] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  let wanted: OlderWanted = {};
  /** The answer to an earlier question is of no use any more. */
  let round = 0;

  return {
    rows,
    isAsking,
    /** Why there are no more, in a sentence; null while nothing is wrong. */
    trouble,
    /** Whether these are all that were wanted. */
    isWhole: () => next() === null,
    want,
    more,
  };

  /** Forgets what was shown: from now on these are wanted. */
  function want(these: OlderWanted): void {
    round++;
    wanted = these;
    batch(() => {
      setRows([]);
      setNext(undefined);
      setAsking(false);
      setTrouble(null);
    });
  }

  /** Goes on until there is more to show, or nothing more: a search may look through many and find none. */
  async function more(): Promise<void> {
    if (isAsking() || next() === null) return;
    const mine = round;
    setAsking(true);
    setTrouble(null);
    try {
      for (let found = 0; found === 0 && next() !== null; ) {
        const part = await ask(wanted, next() ?? null);
        if (mine !== round) return;
        found = part.items.length;
        batch(() => {
          setRows((before) => [...before, ...part.items]);
          setNext(part.next);
        });
      }
    } catch (error) {
      if (mine === round) setTrouble(sentenceOf(error));
    } finally {
      if (mine === round) setAsking(false);
    }
  }
}

/** All that are wanted, for a file. Throws a `Problem`. */
export async function allOlder(ask: AskOlder, wanted: OlderWanted): Promise<PublicInvite[]> {
  const all: PublicInvite[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const part: Portion = await ask(wanted, cursor ?? null);
    all.push(...part.items);
    cursor = part.next;
  }
  return all;
}
