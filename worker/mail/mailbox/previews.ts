import type { MailKind } from "#db/schema";
import { addressChanged, movedSentence } from "../letters/address-changed.tsx";
import { digest } from "../letters/digest.tsx";
import { invitation } from "../letters/invitation.tsx";
import { recoveryMail } from "../letters/recovery.tsx";
import { recoveryAddress } from "../letters/recovery-address.tsx";
import { recoveryAsked } from "../letters/recovery-asked.tsx";
import { recoveryGranted, recoveryGrantedSentence } from "../letters/recovery-granted.tsx";
import { reminder } from "../letters/reminder.tsx";
import { resetMail } from "../letters/reset.tsx";
import { summedUp } from "../letters/summed-up.tsx";
import { welcome } from "../letters/welcome.tsx";
import type { Words } from "../outgoing.ts";
import { spoken } from "../writing/plain.ts";

const school = spoken("Oakfield High");
const [priya, tom] = [spoken("Priya Shah"), spoken("Tom Mills")];
const username = spoken("ng75pn_okafor");
const at = "Friday 27 November 2026 at 09:05 (UK time)";
const until = "Saturday 28 November 2026 at 09:05 (UK time)";

/**
 * A mail of each kind with made-up names, by its name. Their links open nothing. An invite's link mailed again says the same.
 * `logo` is the whole address of a logo, null for none.
 */
export function previews(
  origin: string,
  logo: string | null,
): Record<Exclude<MailKind, "invite_again"> | "registration" | "summed_up", Promise<Words>> {
  const from = { school, logo };
  const link = (path: string) => `${origin}/${path}`;
  const accept = link("accept/preview");
  const moved = { ...from, username, changedBy: tom, at };
  return {
    invite: invitation({
      ...from,
      invitedBy: priya,
      role: "editor",
      staffType: "teacher",
      until,
      link: accept,
    }),
    registration: invitation({
      ...from,
      invitedBy: null,
      role: "owner",
      staffType: null,
      until,
      link: accept,
    }),
    reminder: reminder({ ...from, invitedBy: priya, until, link: accept }),
    welcome: welcome({ ...from, username, link: link("sign-in") }),
    digest: digest({
      ...from,
      happened: [
        {
          trouble: "lost",
          email: "j.okafor@oakfeild.example",
          reason: "No such mailbox: check the spelling.",
        },
        { trouble: "asked", email: "s.patel@oakfield.example", reason: null },
        { trouble: "expired", email: "m.jones@oakfield.example", reason: null },
        { trouble: "expired", email: "l.novak@oakfield.example", reason: null },
      ],
      link: link("sign-in"),
      stop: link("digest/preview"),
    }),
    reset: resetMail({ ...from, username, until, link: link("reset/preview") }),
    address_changed: addressChanged(moved),
    recovery: recoveryMail({ ...from, askedBy: tom, until, link: link("recovery/preview") }),
    recovery_asked: recoveryAsked({ ...from, askedBy: tom, at, link: link("sign-in") }),
    recovery_granted: recoveryGranted({ ...from, link: link("sign-in") }),
    recovery_address: recoveryAddress({ ...from, changedBy: priya, at, from: until }),
    summed_up: summedUp({
      ...from,
      told: [movedSentence(moved), recoveryGrantedSentence(from)],
      link: link("sign-in"),
    }),
  };
}
