import { createContext, useContext } from "solid-js";
import type { Presence } from "./presence.ts";

export const PresenceContext = createContext<Presence>();

/** Who else is here. */
export function usePresence(): Presence {
  const presence = useContext(PresenceContext);
  if (!presence) throw new Error("There is no school around this component.");
  return presence;
}
