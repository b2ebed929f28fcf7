import type { MailEvent } from "#db/schema";
import { quoted } from "../writing/plain.ts";

interface Meaning {
  /** Enhanced status codes (RFC 3463), without the class. */
  enhanced: RegExp;
  words: RegExp;
  /** The reply code (RFC 5321) that means it where nothing else is said. */
  reply?: RegExp;
  say: (sender: string) => string;
}

/** What mail servers mean, the first that fits. */
const meanings: readonly Meaning[] = [
  {
    enhanced: /\b[45]\.2\.2\b/,
    words: /(mailbox|inbox|quota|storage).{0,40}(full|exceed)|over.?quota|out of storage/i,
    reply: /\b552\b/,
    say: () => "Their mailbox is full.",
  },
  {
    enhanced: /\b[45]\.2\.1\b/,
    words: /(account|mailbox|user).{0,40}(disabled|inactive|suspended|deactivated)/i,
    say: () => "Their mailbox is switched off: ask them or their IT.",
  },
  {
    enhanced: /\b[45]\.(?:1\.2|1\.10|4\.4)\b/,
    words: /(domain|host).{0,40}(not found|unknown|does not exist)|nxdomain|null mx|no mx/i,
    say: () => "No mail is taken at this domain: check what stands behind the @.",
  },
  {
    enhanced: /\b[45]\.1\.[0136]\b/,
    words:
      /no such|(user|recipient|mailbox|address|account).{0,40}(unknown|not found|does not exist|doesn't exist|rejected|invalid|unavailable)|(unknown|invalid) (user|recipient|mailbox|address)/i,
    reply: /\b55[013]\b/,
    say: () => "No such mailbox: check the spelling.",
  },
  {
    enhanced: /\b[45]\.7\.\d{1,3}\b/,
    words:
      /block|denied|refus|polic|spam|blacklist|unsolicited|reputation|not (authori[sz]ed|allowed)/i,
    reply: /\b554\b/,
    say: (sender) => `Their mail server refuses us: ask their IT to allow mail from ${sender}.`,
  },
];

/**
 * Why a mail did not arrive, in plain words; null for one that goes its way. `said` is what the mail server answered, `sender`
 * the address that our mail is from.
 */
export function reasonOf(event: MailEvent, said: string, sender: string): string | null {
  switch (event) {
    case "processed":
    case "delivered":
      return null;
    case "complained":
      return `Their mail program was told that it is spam. Ask them to allow mail from ${sender}.`;
    case "dropped":
      return "The mail service no longer writes to this address, since mail to it bounced or was marked as spam before. Try another address.";
    case "soft-bounced":
    case "hard-bounced":
      return meaningOf(said, sender) ?? `Their mail server did not take it${saying(said)}`;
    default:
      return event satisfies never;
  }
}

function meaningOf(said: string, sender: string): string | undefined {
  const meant =
    meanings.find(({ enhanced }) => enhanced.test(said)) ??
    meanings.find(({ words }) => words.test(said)) ??
    meanings.find(({ reply }) => reply?.test(said));
  return meant?.say(sender);
}

function saying(said: string): string {
  const text = quoted(said).replace(/\.+$/, "");
  return text ? `: ${text}.` : ".";
}
