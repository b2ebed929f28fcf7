import type { Outcome } from "#domain/batches";
import type { PublicInvite } from "#domain/invites";
import { deliveryNames } from "#domain/invites/delivery";
import { byteOrderMark, csvLine } from "#domain/text/csv";
import { journeyInWords } from "../invites/journey.ts";

/** What became of a row, and why nobody was invited by it. */
const outcomeNames: Record<Outcome, [outcome: string, reason: string]> = {
  invited: ["Invited", ""],
  account_exists: ["Already here", "The address has an account at the school."],
  account_inactive: ["Already here", "The address has an inactive account: reactivate it."],
  invite_pending: ["Invited before", "An invite to the address was pending already."],
  repeated: ["Left out", "The address stands further up in the list."],
  invalid: ["Not read", "There is no whole e-mail address in this line."],
  left_out: ["Left out", "The address looked mistyped."],
  role_too_high: ["Refused", "The role is above the sender’s own."],
  too_many_mails: ["Refused", "The address had too many mails that day."],
};

/** A list's report as a CSV file: each of its rows, those that were left out with the reason. */
export function reportOf(
  results: readonly { email: string; outcome: Outcome; invite?: PublicInvite | undefined }[],
): string {
  const head = csvLine(["E-mail address", "Outcome", "Mail", "Reason"]);
  const lines = results.map(({ email, outcome, invite }) => {
    const [name, reason] = outcomeNames[outcome];
    // What was corrected since stands in the invite.
    const whose = invite?.email ?? email;
    return csvLine([whose, name, invite ? mailOf(invite) : "", invite?.deliveryReason ?? reason]);
  });
  return byteOrderMark + head + lines.join("");
}

function mailOf(invite: PublicInvite): string {
  const { status, delivery } = invite;
  if (status === "expired" || status === "revoked")
    return `${deliveryNames[delivery]}, ${status === "expired" ? "expired" : "withdrawn"}`;
  return journeyInWords(invite);
}
