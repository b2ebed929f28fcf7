import type { PublicGroup } from "#domain/groups";
import type { Somebody } from "./people.ts";

/** A group of somebody's school with these people in it. */
export async function makeGroup(
  by: Somebody,
  name = `Group ${crypto.randomUUID().slice(0, 6)}`,
  members: readonly { id: string }[] = [],
): Promise<PublicGroup> {
  const made = await groupOf(await by.call("POST", "/groups", { name }));
  if (members.length === 0) return made;
  return groupOf(await by.call("PATCH", `/groups/${made.id}/members`, { add: idsOf(members) }));
}

export async function groupOf(answer: Response): Promise<PublicGroup> {
  if (!answer.ok) throw new Error(`No group: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { group: PublicGroup }).group;
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
