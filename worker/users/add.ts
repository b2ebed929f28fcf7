import { eq, or, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { memberships, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import { canGrant } from "#domain/roles";
import type { NewUser } from "#domain/users";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { newAccount, newMembership } from "./added-rows.ts";
import {
  noPendingInvite,
  refuseAddress,
  refusePending,
  refuseTaken,
  refuseUsername,
} from "./uniqueness.ts";

/** Refuses as `addUser` does, before anybody waits for a hash. */
export async function mayAdd(act: PersonAct, { username, email, role }: NewUser): Promise<void> {
  if (!canGrant(act.actor.role, role)) throw new DomainError("role_too_high");
  const address = email ? canonicalEmail(email) : null;
  if (address) await refusePending(act, address);
  const taken = await open(act.env.DB)
    .select({ username: users.username, address: users.canonicalEmail })
    .from(users)
    .where(
      or(eq(users.username, username), address ? eq(users.canonicalEmail, address) : undefined),
    );
  if (taken.some((row) => row.username === username)) refuseUsername();
  if (address && taken.length > 0) await refuseAddress(act, address);
}

/**
 * Creates an account without asking its holder [A2]: the password is handed over and must be changed. Gives its id.
 * Refuses with `role_too_high`, `username_taken`, `email_taken` or `invite_pending`.
 */
export function addUser(by: PersonAct, details: NewUser, passwordHash: string): Promise<string> {
  return settle(by, (act) => add(act, details, passwordHash));
}

async function add(act: PersonAct, details: NewUser, passwordHash: string): Promise<string | null> {
  const { env, school, now, actor } = act;
  if (!canGrant(actor.role, details.role)) throw new DomainError("role_too_high");
  const account = newAccount(details, passwordHash, now);
  const db = open(env.DB);
  const step: Step = {
    change: [
      insertWhere(
        db,
        users,
        account,
        noPendingInvite(school, account.canonicalEmail, now) ?? sql`true`,
      ),
      insertWhere(
        db,
        memberships,
        { ...newMembership(details, school, account.id, now), digestAt: null },
        carriedOn,
      ),
    ],
    fact: { kind: "user.added", subjectId: account.id },
  };
  const committed = await carryOut(act, { steps: [step], subjectId: account.id }).catch((error) =>
    refuseTaken(act, error, account.canonicalEmail),
  );
  if (!committed && account.canonicalEmail) await refusePending(act, account.canonicalEmail);
  return committed && account.id;
}
