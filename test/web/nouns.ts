import { recoveryNoun, schoolNoun } from "../../web/access/noun.ts";
import type { Nouns } from "../../web/actions/noun.ts";
import { batchNoun } from "../../web/batches/noun.ts";
import { groupNoun } from "../../web/groups/noun.ts";
import { importNoun } from "../../web/imports/noun.ts";
import { inviteNoun } from "../../web/invites/noun.ts";
import { messageNoun } from "../../web/messages/noun.ts";
import { pupilNoun } from "../../web/pupils/noun.ts";
import { userNoun } from "../../web/users/noun.ts";
import { yearNoun } from "../../web/years/noun.ts";

/** What the nouns announce, without their pages and dialogs. */
export const nouns: Nouns = {
  invite: inviteNoun,
  batch: batchNoun,
  user: userNoun,
  group: groupNoun,
  pupil: pupilNoun,
  year: yearNoun,
  school: schoolNoun,
  recovery: recoveryNoun,
  message: messageNoun,
  import: importNoun,
};
