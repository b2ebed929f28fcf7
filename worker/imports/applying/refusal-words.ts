import { DomainError } from "#domain/errors";
import { sentence } from "../../http/refusals.ts";

/** What came of it: nothing to say where it was done, else why not. What is only in the way just now is thrown on. */
export async function outcomeOf(doing: () => Promise<unknown>): Promise<string | null> {
  try {
    await doing();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || passing.has(error.code)) throw error;
    const { holder } = error.particulars;
    return holder ? `${holder.name} already has this address.` : sentence(error.code);
  }
}

/** Of the moment, not of what is applied. */
const passing = new Set<string>(["busy", "signed_out"]);
