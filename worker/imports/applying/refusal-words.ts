import { DomainError } from "#domain/errors";
import { sentence } from "../../http/refusals.ts";
import type { Ended } from "./turn.ts";

type Came = Pick<Ended, "isOpen"> & { outcome: string | null };

/** What came of it: nothing to say where it was done, else why not, and whether another can. What is only in the way just now is thrown on. */
export async function outcomeOf(doing: () => Promise<unknown>): Promise<Came> {
  try {
    await doing();
    return { outcome: null };
  } catch (error) {
    if (!(error instanceof DomainError) || passing.has(error.code)) throw error;
    const { holder } = error.particulars;
    const outcome = holder ? `${holder.name} already has this address.` : sentence(error.code);
    return { outcome, isOpen: error.code === "role_too_high" };
  }
}

/** Of the moment, not of what is applied. */
const passing = new Set<string>(["busy", "signed_out"]);
