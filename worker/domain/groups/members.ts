import * as z from "zod/mini";
import { DomainError } from "../errors.ts";
import type { Changes } from "../facts.ts";
import { Source } from "../groups.ts";
import { can, type Role } from "../roles.ts";

/** The most that one call may add, and remove. */
const mostAtOnce = 1_000;

const Ids = z
  .array(z.string().check(z.maxLength(100)))
  .check(z.maxLength(mostAtOnce, "At most 1,000 at once."));

/** Whom to put into a group and whom to take out, by their ids; or, of a person, which groups. */
export const MemberChange = z
  .strictObject({ add: z.prefault(Ids, []), remove: z.prefault(Ids, []) })
  .check(
    z.refine(({ add, remove }) => !add.some((id) => remove.includes(id)), {
      error: "Somebody cannot be added and removed at once.",
      path: ["add"],
    }),
  );
export type MemberChange = z.infer<typeof MemberChange>;

/** A membership as the school's people see it; whose it is is told to those who see whole users. */
export const Member = z.object({
  id: z.string(),
  groupId: z.string(),
  userId: z.string(),
  source: z.nullable(Source),
});
export type Member = z.infer<typeof Member>;

export function member(groupId: string, userId: string, source: Source | null): Member {
  return { id: `${groupId}.${userId}`, groupId, userId, source };
}

/** Memberships of one group by its people, or of one person by their groups, and whose each is. */
export type Links = Record<string, Source>;

/** Memberships that go and that come, of one group or one person. */
export interface Relinking {
  gone: Links;
  come: Links;
}

/** What a change makes of these memberships. Null when nothing would differ: whoever is in stays in as they came. */
export function relink(present: Links, { add, remove }: MemberChange): Relinking | null {
  const gone = Object.fromEntries(
    remove.flatMap((id) => (present[id] ? [[id, present[id]]] : [])),
  ) as Links;
  const come = Object.fromEntries(
    add.flatMap((id) => (present[id] ? [] : [[id, "hand"]])),
  ) as Links;
  return Object.keys(gone).length + Object.keys(come).length > 0 ? { gone, come } : null;
}

/** Editors look after the groups they are in, Admins and Owners after all. Refuses with `forbidden`. */
export function mayRelink(role: Role, isTheirOwn: boolean): void {
  if (!can(role, "manageGroups") && !(can(role, "changeOwnGroups") && isTheirOwn))
    throw new DomainError("forbidden");
}

/** Where an event says which memberships went and came: of a group its `members`, of a person their `groups`. */
type Side = "members" | "groups";

/** A fact's words for them: old and new, of those that differ. */
export function changesOfLinks(side: Side, { gone, come }: Relinking): Changes {
  return { [side]: [gone, come] };
}

type Told = Record<string, Source | null>;

/** Which memberships went and came with an event, and whose they are where that is told. */
export function linksIn(changes: Changes | null, side: Side): { gone: string[]; come: Told } {
  const [gone, come] = (changes?.[side] ?? [{}, {}]) as [Told, Told];
  return { gone: Object.keys(gone), come };
}

/** What everybody at the school may hear of changes: which memberships, not whose they are. */
export function memberChanges(changes: Changes | null): Changes | null {
  const told = (["members", "groups"] as const).flatMap((side) => {
    if (!changes?.[side]) return [];
    const { gone, come } = linksIn(changes, side);
    return [[side, [unsaid(gone), unsaid(Object.keys(come))]]];
  });
  return told.length > 0 ? Object.fromEntries(told) : null;
}

function unsaid(ids: string[]): Told {
  return Object.fromEntries(ids.map((id) => [id, null]));
}
