import type { PublicInvite } from "../invites.ts";
import type { Table } from "../noun.ts";

/** Events about an invite bring it, but for whom invites are not shown to. */
export const inviteTable: Table<PublicInvite, { invite?: PublicInvite | null }> = ({ invite }) =>
  invite ? [{ put: invite }] : [];
