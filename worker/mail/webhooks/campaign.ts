const prefix = "staffroom-";

/** A mail's name at the provider, which comes back in each of its webhooks: its own id, in 48 characters at most. */
export function campaignOf(mailId: string): string {
  return `${prefix}${mailId}`;
}

/** The id of the mail that a campaign is named after; null for anybody else's campaign. */
export function mailOf(campaign: string): string | null {
  return campaign.startsWith(prefix) ? campaign.slice(prefix.length) : null;
}
