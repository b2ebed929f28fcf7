import { differenceKinds } from "../imports.ts";
import type { Roster } from "../rosters/roster.ts";
import type { Difference } from "./difference.ts";
import { groupDifferences } from "./groups.ts";
import { memberDifferences } from "./members.ts";
import { pupilDifferences } from "./pupils.ts";
import { staffDifferences } from "./staff.ts";
import type { Standing } from "./standing.ts";

export type Found = Difference & { isSettled: boolean };

/**
 * What a school's MIS says otherwise than the school's Staffroom, in the order in which it is applied [S5], with what the school
 * has ignored for good, which is settled. The same roster on what applying it has made gives nothing.
 */
export function differencesBetween(whole: Roster, here: Standing): Found[] {
  const roster = { ...whole, tells: toldIn(whole) };
  const standing = withoutPutAway(here);
  const staff = staffDifferences(roster, standing);
  const pupils = pupilDifferences(roster, standing);
  const groups = groupDifferences(roster, standing);
  const resolving = { staff: staff.resolve, pupil: pupils.resolve, group: groups.resolve };
  const members = memberDifferences(roster, groups.rows, standing, resolving);
  const all = [staff.differences, groups.differences, pupils.differences, members].flat();
  const order = new Map(differenceKinds.map((kind, i) => [kind, i]));
  // Two ids stand for one once there is one.
  const place = ({ kind, task }: Difference) =>
    task.do === "same" ? (order.get("pupil") ?? 0) + 0.5 : (order.get(kind) ?? 0);
  return all
    .map((one) => ({ ...one, isSettled: standing.settled.has(one.key) }))
    .sort((one, other) => place(one) - place(other));
}

/** A list's name stands for no group that was put away: another may have it now. */
function withoutPutAway({ groups, links, ...here }: Standing): Standing {
  const away = new Set(groups.flatMap(({ id, status }) => (status === "active" ? [] : [id])));
  const group = links.group.filter(({ rowId, said }) => !said.isOfList || !away.has(rowId));
  return { ...here, groups, links: { ...links, group } };
}

/** A file without a single row of a kind says nothing of it: nobody has left. */
function toldIn({ tells, ...rows }: Roster): Roster["tells"] {
  const kinds = Object.keys(tells) as (keyof Roster["tells"])[];
  const told = kinds.map((kind) => [kind, rows[kind].length > 0 ? tells[kind] : null]);
  return Object.fromEntries(told);
}
