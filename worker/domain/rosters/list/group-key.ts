import { canonicalGroupName } from "../../groups.ts";
import { cut } from "../names.ts";

const mark = "group:";

/** By which a group is known that a list names: no id of an MIS has a colon. */
export function groupKeyOf(name: string): string {
  return mark + canonicalGroupName(cut(name));
}

/** The canonical name of the group that such a key is made of; null for an id of an MIS. */
export function nameInKey(key: string): string | null {
  return key.startsWith(mark) ? key.slice(mark.length) : null;
}
