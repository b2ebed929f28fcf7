import type { MailKind } from "#db/schema";
import { addressChangedLetter } from "../letters/address-changed.tsx";
import { digestLetter } from "../letters/digest.tsx";
import { inviteLetter } from "../letters/invitation.tsx";
import { recoveryLetter } from "../letters/recovery.tsx";
import { recoveryAddressLetter } from "../letters/recovery-address.tsx";
import { recoveryAskedLetter } from "../letters/recovery-asked.tsx";
import { recoveryGrantedLetter } from "../letters/recovery-granted.tsx";
import { reminderLetter } from "../letters/reminder.tsx";
import { resetLetter } from "../letters/reset.tsx";
import { welcomeLetter } from "../letters/welcome.tsx";
import type { LetterKind } from "./letter.ts";

/** Every kind of mail, and how it is made. */
export const letters: Record<MailKind, LetterKind> = {
  invite: inviteLetter,
  invite_again: inviteLetter,
  reminder: reminderLetter,
  welcome: welcomeLetter,
  digest: digestLetter,
  reset: resetLetter,
  address_changed: addressChangedLetter,
  recovery: recoveryLetter,
  recovery_asked: recoveryAskedLetter,
  recovery_granted: recoveryGrantedLetter,
  recovery_address: recoveryAddressLetter,
};
