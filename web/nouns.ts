import type { Noun } from "#domain/nouns";
import { recoveryNoun, schoolNoun } from "./access/noun.ts";
import { accessPage } from "./access/on-page.ts";
import { accountPage } from "./account/on-page.ts";
import type { DialogViews, Nouns } from "./actions/noun.ts";
import { activityPage } from "./activity/on-page.ts";
import { batchNoun } from "./batches/noun.ts";
import { invitingPage } from "./batches/on-page.ts";
import { groupDialogs } from "./groups/dialogs.tsx";
import { groupNoun } from "./groups/noun.ts";
import { groupsPage } from "./groups/on-page.ts";
import { helpPage } from "./help/on-page.ts";
import { importNoun } from "./imports/noun.ts";
import { importsPage } from "./imports/on-page.ts";
import { inviteDialogs } from "./invites/dialogs.tsx";
import { inviteNoun } from "./invites/noun.ts";
import { invitesPage } from "./invites/on-page.ts";
import { messageNoun } from "./messages/noun.ts";
import { overviewPage } from "./overview/on-page.ts";
import type { Page } from "./page.ts";
import { pupilNoun } from "./pupils/noun.ts";
import { pupilsPage } from "./pupils/on-page.ts";
import { settingsPage } from "./settings/on-page.ts";
import { userDialogs } from "./users/dialogs.tsx";
import { userNoun } from "./users/noun.ts";
import { usersPage } from "./users/on-page.ts";
import { yearNoun } from "./years/noun.ts";

// Here a noun announces itself to the browser.

/** What is known of its events: their kinds, where they lead, what takes them back. */
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

/** Its dialogs. */
export const dialogs: DialogViews = { ...inviteDialogs, ...userDialogs, ...groupDialogs };

/** Where it is looked after. */
const pagesOfNouns: Record<Noun, Page> = {
  invite: invitesPage,
  batch: invitingPage,
  user: usersPage,
  group: groupsPage,
  pupil: pupilsPage,
  year: settingsPage,
  school: settingsPage,
  recovery: accessPage,
  message: settingsPage,
  import: importsPage,
};

/** Every page, as the navigation lists them. */
export const pages: readonly Page[] = [
  ...new Set([
    overviewPage,
    invitesPage,
    usersPage,
    groupsPage,
    pupilsPage,
    importsPage,
    activityPage,
    ...Object.values(pagesOfNouns),
    helpPage,
    accountPage,
  ]),
];
