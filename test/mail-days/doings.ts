import { eq, sql } from "drizzle-orm";
import { users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { type Invite, undoTime } from "#domain/invites";
import { mailResets } from "#worker/accounts/resets";
import type { PersonAct } from "#worker/act";
import { sendBatch } from "#worker/batches/send";
import {
  invite,
  noteOpening,
  resendInvite,
  restoreInvite,
  revokeInvite,
} from "#worker/invites/commands";
import { mailLinksAgain } from "#worker/invites/mail-again";
import { openLink } from "#worker/invites/open-link";
import { SetUp, setUp } from "#worker/invites/set-up";
import { filledIn, tokenOf } from "../links.ts";
import type { Chance } from "../nemesis.ts";
import type { Somebody } from "../people.ts";

type Doing = (act: PersonAct) => Promise<unknown>;
type DoingOf = (act: PersonAct, invite: Invite) => Promise<unknown>;

const anybody = { address: "192.0.2.7", userAgent: null, isOwnDevice: false, browser: undefined };

/** What people do about an invite that there is. */
const about: readonly DoingOf[] = [
  (act, { id }) => resendInvite(act, id),
  (act, { id }) => revokeInvite(act, id),
  async (act, { id }) => {
    await revokeInvite(act, id);
    await restoreInvite(act, id);
  },
  (act, { id, generation }) => noteOpening(act, id, generation),
  (act, { canonicalEmail }) => mailLinksAgain(act, canonicalEmail),
  async (act, { id, generation }) => {
    const token = tokenOf({ id }, generation);
    const link = await openLink(act, token);
    if (link) await setUp(act, anybody, token, SetUp.parse(filledIn()), link);
  },
];

/** What is done next, about these invites or others, `lena` being somebody with an account. Refusals are part of the day. */
export function nextDoing(chance: Chance, invites: readonly Invite[], lena: Somebody): Doing {
  const hold = chance.pick([0, undoTime]);
  const doing = chosen(chance, invites, lena);
  return (act) => doing({ ...act, hold }).catch(onlyRefused);
}

function chosen(chance: Chance, invites: readonly Invite[], lena: Somebody): Doing {
  const likely = chance.next();
  if (invites.length > 0 && likely < 0.55) {
    const [doing, one] = [chance.pick(about), chance.pick(invites)];
    return (act) => doing(act, one);
  }
  if (likely > 0.9) return (act) => reset(act, lena);
  if (likely > 0.8) {
    const length = 2 + chance.below(7);
    return (act) => sendBatch(act, Array.from({ length }, somebodyNew));
  }
  return (act) => invite(act, somebodyNew());
}

function somebodyNew() {
  return { email: `${crypto.randomUUID().slice(0, 8)}@oakfield.example`, role: "editor" as const };
}

function reset(act: PersonAct, { id }: Somebody): Promise<unknown> {
  const who = eq(users.id, id);
  return mailResets(act, { by: "link", who: sql`${who}`, school: sql`${act.school}` });
}

function onlyRefused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
