import type { Table } from "../noun.ts";
import { isWhole, type User } from "./seen.ts";

/** Events about somebody bring them. The directory of Editors and Viewers lists the active alone. */
export const userTable: Table<User, { kind: string; user?: User }> = ({ kind, user }) => {
  if (!user) return [];
  return kind === "user.deactivated" && !isWhole(user) ? [{ remove: user.id }] : [{ put: user }];
};
