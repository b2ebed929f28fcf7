import { recoveryNoun, schoolNoun } from "./access/noun.ts";
import type { DialogViews, Nouns } from "./actions/noun.ts";
import { inviteDialogs } from "./invites/dialogs.tsx";
import { inviteNoun } from "./invites/noun.ts";
import { userDialogs } from "./users/dialogs.tsx";
import { userNoun } from "./users/noun.ts";

// Here a noun announces itself to the browser.

/** What is known of its events: their kinds, where they lead, what takes them back. */
export const nouns: Nouns = {
  invite: inviteNoun,
  user: userNoun,
  school: schoolNoun,
  recovery: recoveryNoun,
};

/** Its dialogs. */
export const dialogs: DialogViews = { ...inviteDialogs, ...userDialogs };
