import { createContext, useContext } from "solid-js";
import type { Role } from "#domain/roles";
import type { Page } from "./page.ts";
import type { Liveness } from "./replica/connection.ts";
import type { createMailService } from "./replica/mail-service.ts";
import type { School } from "./replica/school.ts";

/** What every part of a school's pages may use. */
export interface Place {
  school: School;
  me: { id: string; name: string; role: Role };
  liveness: () => Liveness;
  /** How mail leaves. */
  mail: ReturnType<typeof createMailService>;
  /** Follows changes again after this window has given way to others. */
  followAgain(): void;
  /** Every page of the dashboard. */
  pages: readonly Page[];
}

/** What of it a list's rows need: it is there before the rest. */
export interface RowPlace {
  school: Pick<School, "id" | "clock" | "timeZone" | "fresh"> & {
    invites: Pick<School["invites"], "at" | "knownAt">;
    users: Pick<School["users"], "at">;
    messages: Pick<School["messages"], "all">;
  };
  me: Place["me"];
  mail: Pick<Place["mail"], "known">;
}

export const PlaceContext = createContext<Place>();
export const RowPlaceContext = createContext<RowPlace>();

/** The school around this component, and who is looking. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("There is no school around this component.");
  return place;
}

/** What is around a row, whether all of its page is there yet or not. */
export function useRowPlace(): RowPlace {
  return useContext(RowPlaceContext) ?? usePlace();
}
