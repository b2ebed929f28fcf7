import type { InferResponseType } from "hono/client";
import { createContext, createSignal, useContext } from "solid-js";
import { api, callAs, signOut as endSession } from "./api.ts";
import { arrived } from "./pending.ts";

export type SessionAnswer = InferResponseType<typeof api.session.$get, 200>;
export type Membership = SessionAnswer["memberships"][number];

/** Who is signed in, and where they belong. */
export function createSession() {
  const [answer, setAnswer] = createSignal<SessionAnswer | null>(null);

  return { answer, load, restore, membership, signOut };

  /** Asks the server. Throws a `Problem`. */
  async function load(): Promise<SessionAnswer> {
    const found = await (await api.session.$get()).json();
    callAs(found.user.id);
    setAnswer(found);
    return found;
  }

  /** Becomes what was answered before, until the server has been asked. */
  function restore(known: SessionAnswer): void {
    const best = answer() ?? known;
    callAs(best.user.id);
    setAnswer(best);
  }

  /** What was done in passing arrives first; where it does not, the page stays to say so. */
  async function signOut(): Promise<void> {
    await arrived();
    await endSession();
  }

  function membership(schoolId: string): Membership | null {
    return answer()?.memberships.find((one) => one.schoolId === schoolId) ?? null;
  }
}

export type Session = ReturnType<typeof createSession>;

export const SessionContext = createContext<Session>();

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session around this component.");
  return session;
}
