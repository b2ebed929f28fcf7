import { Buffer } from "node:buffer";

const prefix = "sr-";

/**
 * A mail's name at the provider, which comes back in each of its webhooks: its own id, in 48 characters at most. The ids of a round's
 * mails are two UUIDs, so each is written in 22 characters.
 */
export function campaignOf(mailId: string): string {
  return prefix + mailId.split(".").map(short).join(".");
}

/** The id of the mail that a campaign is named after; null for anybody else's campaign. */
export function mailOf(campaign: string): string | null {
  if (!campaign.startsWith(prefix)) return null;
  return campaign.slice(prefix.length).split(".").map(long).join(".");
}

function short(uuid: string): string {
  return Buffer.from(uuid.replaceAll("-", ""), "hex").toString("base64url");
}

function long(text: string): string {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
