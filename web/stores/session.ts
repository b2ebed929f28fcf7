import type { InferResponseType } from "hono/client";
import { createContext, createSignal, useContext } from "solid-js";
import { api } from "../api.ts";

export type SessionAnswer = InferResponseType<typeof api.session.$get, 200>;
export type Membership = SessionAnswer["memberships"][number];

/** Who is signed in, and where they belong. */
export function createSession() {
  const [answer, setAnswer] = createSignal<SessionAnswer | null>(null);

  return { answer, load, membership, signOut };

  /** Asks the server. Throws a `Problem`. */
  async function load(): Promise<SessionAnswer> {
    const found = await (await api.session.$get()).json();
    setAnswer(found);
    return found;
  }

  function membership(schoolId: string): Membership | null {
    return answer()?.memberships.find((one) => one.schoolId === schoolId) ?? null;
  }

  async function signOut(): Promise<void> {
    await api.session.$delete();
    location.assign("/sign-in");
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
