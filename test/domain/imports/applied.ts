import type { Difference, NamedMember } from "#domain/imports/difference";
import type { Link, Standing, StandingMember } from "#domain/imports/standing";
import { group, person, pupil } from "./rosters.ts";

let made = 0;
/** A row that was not there before. */
export const newId = () => `row${++made}`;

/** What applying does, as a picture of it in memory. */
export function applied(here: Standing, differences: readonly Difference[]): Standing {
  const next = structuredClone({ ...here, settled: [] });
  const invitedIds = new Set(here.invitedIds);
  const links = next.links as Record<"user" | "group" | "pupil", Link[]>;
  const [staff, pupils, groups, members] = [
    [...next.staff],
    [...next.pupils],
    [...next.groups],
    [...next.members] as StandingMember[],
  ];
  const link = (noun: keyof typeof links, sourcedId: string, rowId: string, said: object) => {
    links[noun] = links[noun].filter((each) => each.sourcedId !== sourcedId);
    links[noun].push({ sourcedId, rowId, said: { ...said } });
  };
  const linkOf = (noun: keyof typeof links, sourcedId: string) =>
    links[noun].find((each) => each.sourcedId === sourcedId);
  for (const { subject, task } of differences) {
    const { noun, id } = subject;
    const rows: { id: string; status: string }[] = { user: staff, group: groups, pupil: pupils }[
      noun
    ];
    const row = rows.find((each) => each.id === id);
    if (task.do === "link")
      for (const [key, rowId] of task.pairs) {
        const before = links[noun].find((each) => each.rowId === rowId);
        links[noun] = links[noun].filter((each) => each.rowId !== rowId);
        link(noun, key, rowId, before?.said ?? {});
      }
    if (task.do === "same") {
      const other = linkOf(noun, task.as);
      if (noun === "user" && invitedIds.has(task.as)) invitedIds.add(task.sourcedId);
      else if (other) link(noun, task.sourcedId, other.rowId, {});
    }
    if (task.do === "join") {
      if (task.joiner.email) invitedIds.add(task.sourcedId);
      else {
        const come = { ...person(newId(), "X Y"), ...task.joiner };
        staff.push(come);
        link("user", task.sourcedId, come.id, task.said);
      }
    }
    if (task.do === "return" && row) {
      row.status = "active";
      const before = linkOf(noun, task.sourcedId);
      link(noun, task.sourcedId, row.id, { ...before?.said, left: false });
    }
    if (task.do === "change" && row) {
      Object.assign(row, task.change);
      link(noun, task.sourcedId, row.id, { ...linkOf(noun, task.sourcedId)?.said, ...task.said });
    }
    if (task.do === "add") {
      const come = noun === "group" ? group(newId(), "") : pupil(newId(), "X Y");
      rows.push(Object.assign(come, task.row));
      link(noun, task.sourcedId, come.id, task.said);
      for (const key of task.groups ?? []) {
        const joined = linkOf("group", key);
        if (!joined) continue;
        members.push({ groupId: joined.rowId, personId: come.id, kind: "pupil", source: "mis" });
        joined.said.pupils = [...((joined.said.pupils as string[]) ?? []), task.sourcedId];
      }
    }
    if (task.do === "leave" && row) {
      row.status = "inactive";
      for (const each of links[noun]) if (each.rowId === row.id) each.said.left = true;
    }
    if (task.do === "members") {
      const groupId = linkOf("group", task.sourcedId)?.rowId ?? "";
      const rowOf = ({ kind, id, sourcedId }: NamedMember) =>
        id ?? linkOf(kind === "staff" ? "user" : "pupil", sourcedId)?.rowId ?? "";
      for (const member of task.remove) {
        const at = members.findIndex(
          (each) => each.groupId === groupId && each.personId === rowOf(member),
        );
        if (at >= 0) members.splice(at, 1);
      }
      for (const member of task.add)
        members.push({ groupId, personId: rowOf(member), kind: member.kind, source: "mis" });
      Object.assign(linkOf("group", task.sourcedId)?.said ?? {}, task.said);
    }
  }
  return { ...here, staff, pupils, groups, members, links, invitedIds };
}
