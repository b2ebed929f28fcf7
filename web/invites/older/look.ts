import type { PublicInvite } from "#domain/invites";
import type { School } from "../../replica/school.ts";

/**
 * Asks for an invite that a window may not hold, and has the window hold it from now on: what happens to it is heard as of any
 * other. Throws what `ask` does.
 */
export async function lookUp(
  { invites, snapshots }: Pick<School, "invites" | "snapshots">,
  ask: () => Promise<PublicInvite>,
): Promise<void> {
  for (let asked = -1; asked !== snapshots(); ) {
    asked = snapshots();
    const invite = await ask();
    // Over another snapshot, what was heard of it is forgotten: the answer may be older than that.
    if (asked === snapshots()) invites.upsert(invite);
  }
}
