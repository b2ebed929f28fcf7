import { isBeyondMail } from "#domain/emails";
import type { Line, Verdict } from "./lines.ts";

/** What is to be said of a line, short. `first` is the line that has its address, too. */
export function verdictInWords(
  { outcome, suggestion }: Verdict,
  line: Line,
  first: number | null,
): string {
  if (suggestion) return `Meant ${meant(line.email, suggestion)}?`;
  switch (outcome) {
    case "invited":
      return line.role ? "Ready: role from your list" : "Ready";
    case "invalid":
      if (!line.email) return "No address in this line";
      return isBeyondMail(line.email)
        ? "Mail cannot reach letters like “é”"
        : "Not a whole address";
    case "repeated":
      return first === null ? "In the list already" : `Same as line ${first}`;
    case "account_exists":
      return "Has an account already";
    case "account_inactive":
      return "Account is inactive";
    case "invite_pending":
      return "Invited already";
    case "role_too_high":
      return "You cannot give this role";
    case "too_many_mails":
      return "Mailed too often today";
    case "left_out":
      return "Left out";
    default:
      return outcome satisfies never;
  }
}

/** The part that differs. */
function meant(typed: string, suggestion: string): string {
  const [local, domain] = suggestion.split("@");
  return `${(typed.split("@")[0] === local ? domain : suggestion) ?? suggestion}`;
}

/** `3 to fix, 2 here`: what stays out, as a sentence. */
export function stayOut(counts: Record<"fix" | "here" | "pending" | "twice", number>): string {
  const parts = [
    counts.fix && `${counts.fix} to fix`,
    counts.here && `${counts.here} here already`,
    counts.pending && `${counts.pending} invited already`,
    counts.twice && `${counts.twice} twice`,
  ].filter(Boolean);
  const all = counts.fix + counts.here + counts.pending + counts.twice;
  if (all === 0) return "Nobody stays out.";
  return `${all} ${all === 1 ? "stays" : "stay"} out: ${parts.join(", ")}.`;
}
