import type { Changes } from "../facts.ts";
import type { PublicGroup } from "../groups.ts";
import type { Step, Table } from "../noun.ts";
import { isWhole, type User } from "../users/seen.ts";
import { linksIn, type Member, member } from "./members.ts";

/** Events about a group bring it. */
export const groupTable: Table<PublicGroup, { group?: PublicGroup }> = ({ group }) =>
  group ? [{ put: group }] : [];

/** What of an event says who is in which group. */
export interface AboutMembers {
  kind: string;
  changes: Changes | null;
  group?: PublicGroup;
  user?: User;
}

/** A change of memberships is one event, of the group or of the person it was made at. */
export const memberTable: Table<Member, AboutMembers> = ({ kind, changes, group, user }) => [
  ...(group ? relinked(changes, "members", (userId) => [group.id, userId]) : []),
  ...(user ? relinked(changes, "groups", (groupId) => [groupId, user.id]) : []),
  ...(user && !isWhole(user) ? ofListed(kind, user) : []),
];

/** The groups of people, where the event is about the group and does not carry them. */
export const groupIdsTable: Table<User, AboutMembers> = ({ changes, group }) => {
  if (!group) return [];
  const { gone, come } = linksIn(changes, "members");
  const without = (user: User) => user.groupIds.filter((id) => id !== group.id);
  return [
    ...gone.map((id) => amended(id, without)),
    // In the order in which the server tells them.
    ...Object.keys(come).map((id) => amended(id, (user) => [...without(user), group.id].sort())),
  ];
};

function amended(id: string, groupIdsOf: (user: User) => string[]): Step<User> {
  return { amend: id, become: (user) => ({ ...user, groupIds: groupIdsOf(user) }) };
}

function relinked(
  changes: Changes | null,
  side: "members" | "groups",
  pair: (other: string) => [groupId: string, userId: string],
): Step<Member>[] {
  const { gone, come } = linksIn(changes, side);
  return [
    ...gone.map((id) => ({ remove: member(...pair(id), null).id })),
    ...Object.entries(come).map(([id, source]) => ({ put: member(...pair(id), source) })),
  ];
}

/** The directory has the memberships of the active alone: they come and go with their person. */
function ofListed(kind: string, { id, groupIds }: User): Step<Member>[] {
  return groupIds.map((groupId) => {
    const put = member(groupId, id, null);
    return kind === "user.deactivated" ? { remove: put.id } : { put };
  });
}
