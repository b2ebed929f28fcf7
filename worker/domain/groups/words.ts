import type { Changes } from "../facts.ts";
import type { Words } from "../noun.ts";
import type { GroupEvent } from "./event.ts";
import { linksIn } from "./members.ts";

export const groupWords: Words<GroupEvent> = {
  sentence(event, { somebody: subject, by }) {
    const { kind, group } = event;
    const { name } = group;
    switch (kind) {
      case "group.added":
        return {
          subject,
          verb: `added the group ${name}`,
          detail: group.yearGroup ?? "",
          tone: "plain",
          by,
        };
      case "group.changed":
        return { subject, ...changed(event), by };
      case "group.deactivated":
        return {
          subject,
          verb: `deactivated the group ${name}`,
          detail: "Its members are kept",
          tone: "faded",
          by,
        };
      default:
        return kind satisfies never;
    }
  },
};

function changed({ group: { name, yearGroup }, changes }: GroupEvent) {
  const tone = "plain" as const;
  if (changes?.members)
    return { verb: `changed who is in ${name}`, detail: cameAndWent(changes, "members"), tone };
  if (changes?.status)
    return { verb: `brought back the group ${name}`, detail: "", tone: "good" as const };
  const moved = changes?.yearGroup?.map((year) => year ?? "no year group").join(" → ") ?? "";
  return changes?.name
    ? { verb: `renamed ${changes.name[0]} to ${changes.name[1]}`, detail: moved, tone }
    : { verb: `changed the group ${name}`, detail: moved || (yearGroup ?? ""), tone };
}

/** How many memberships came and went with an event: `2 added · 1 removed`. */
export function cameAndWent(changes: Changes | null, side: "members" | "groups"): string {
  const { gone, come } = linksIn(changes, side);
  const [added, removed] = [Object.keys(come).length, gone.length];
  return [added > 0 && `${added} added`, removed > 0 && `${removed} removed`]
    .filter(Boolean)
    .join(" · ");
}
