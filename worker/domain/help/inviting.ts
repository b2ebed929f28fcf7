import type { Answer } from "./answer.ts";
import type { AnswerOf } from "./topics.ts";

export const inviting: Record<AnswerOf<"inviting">, Answer> = {
  "nothing-came": {
    asks: "I invited somebody who got nothing",
    says: [
      "Look at *Mail* in their row under *Invites*. It says how far the mail has come.",
      [
        "*Queued*: it has not left yet. It leaves by itself, after 8 seconds at the earliest.",
        "*Sent* or *Delivered*, not opened: it is in their mailbox. Ask them to look in Junk for the address that the row names.",
        "*Bounced*: no mail reaches that address; the row says why. *Fix address* sends a new link to the right one.",
        "*Opened*: they have it, and have only to finish.",
      ],
      "*Resend* makes a new link, up to three times. Only the newest one works, so tell them to use the latest mail. Whoever has not come is reminded once, by day, before the link ends.",
    ],
    alsoCalled: "email not arrived missing invitation delivery spam",
    see: ["junk", "wrong-address", "dead-link"],
  },
  junk: {
    asks: "Our mail goes to Junk. What can our IT allow?",
    says: [
      "Whoever looks after your mail can let ours through:",
      [
        "the sender: the address that rows under *Invites* name where a mail was not opened, and that stands in every mail’s *From*;",
        "links to this site, by the address in your browser’s address bar.",
      ],
      "Scanners that open links before people do are no problem: opening a link changes nothing, only pressing the button at the end of its form does.",
      "A person who marks one of our mails as *not junk* gets the next ones in the inbox.",
    ],
    alsoCalled: "spam quarantine allowlist whitelist firewall safelinks filter dkim spf",
    see: ["nothing-came"],
  },
  "dead-link": {
    asks: "It says that the link no longer works",
    says: [
      "A link from an invite ends in one of four ways, and its page says which:",
      [
        "*Expired*: it worked for 24 hours.",
        "*Used*: it works once. If you set up your account with it, sign in instead.",
        "*Replaced*: a newer mail was sent. Only the newest link works.",
        "*Withdrawn*: the school took the invite back.",
      ],
      "On that page press *Ask the school for a new link*. The school sees it at once and answers with one click. The new link comes to the same address.",
      "For admins: whoever asks stands first under *Asking*, with *Send new link*.",
    ],
    alsoCalled: "expired invalid broken used withdrawn replaced 24 hours",
    see: ["forgot-password", "nothing-came"],
  },
  "wrong-address": {
    asks: "I typed a wrong address, or chose the wrong role",
    says: [
      "Within 8 seconds press *Undo*: the mail has not left yet.",
      "Later, the role and the staff type of a pending invite can still be changed: *Change role* in the row’s menu. The link they have goes on working.",
      "If the mail bounced, *Fix address* sends a new link to the right address. If it reached somebody else, *Withdraw* the invite, which kills its link, and invite the right address.",
    ],
    alsoCalled: "typo mistake change correct email",
    see: ["undo", "nothing-came"],
  },
  "invite-list": {
    asks: "How do I invite a whole list?",
    says: [
      "Under *Invites* press *Invite a list* and paste what you have: addresses from Outlook, columns of a spreadsheet, or an Excel or CSV file.",
      [
        "Every line gets a verdict before anything is sent: will be invited, looks mistyped, has an account already, is invited already, or cannot be read.",
        "Cells can be put right in place. Whoever has no role in the list gets the one you choose for all.",
        "*Invite* sends to those that are in order; the others stay out, and the page says why.",
      ],
      "The same list sent twice invites nobody twice.",
    ],
    alsoCalled: "bulk import csv excel spreadsheet paste many several mass",
    see: ["undo", "nothing-came"],
  },
  undo: {
    asks: "I clicked too soon. Can it be undone?",
    says: [
      "For 8 seconds there is *Undo*, in the note that tells of it and in *Happening now*: after sending an invite or a list, after withdrawing one, and after deactivating somebody. Mail waits that long before it leaves.",
      "Later most things can still be put right: *Withdraw* an invite, *Invite again* after withdrawing one, *Reactivate* somebody. Nothing is deleted.",
    ],
    alsoCalled: "take back revert mistake cancel",
    see: ["wrong-address", "somebody-left"],
  },
  "mail-stopped": {
    asks: "It says that no mail leaves at present",
    says: [
      "The mail service has refused us; the line at the top says why. Nothing is lost: what waits leaves by itself as soon as it may.",
      "An Owner can press *Try again*. If it stays, tell whoever runs this Staffroom: often a bill is unpaid or a key has changed.",
    ],
    alsoCalled: "mail service refused waiting queued",
    see: ["nothing-came"],
  },
};
