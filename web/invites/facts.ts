import { recentDays } from "#domain/invites/recent";
import type { Fact } from "../ui/lists/filter-bar/tabs.tsx";
import type { count, Filter } from "./list.ts";

/** One small thing more about the invites of a tab, where there is something to say [U8]: of those with older ones, too. */
export function factsOf(
  { endingSoon, acceptedToday, resendable }: ReturnType<typeof count>,
  hasOlder = false,
): Partial<Record<Filter, Fact | null>> {
  const runs = endingSoon === 1 ? "1 runs out soon" : `${endingSoon} run out soon`;
  return {
    all: hasOlder ? { words: `in ${recentDays} days` } : null,
    pending: endingSoon > 0 ? { words: runs, isUrgent: true } : null,
    accepted: acceptedToday > 0 ? { words: `${acceptedToday} today` } : null,
    expired: resendable > 0 ? { words: `${resendable} can be resent` } : null,
  };
}
