import { readEmail } from "../emails.ts";
import type { Role } from "../roles.ts";
import { tidyLine } from "../text/hidden.ts";
import type { StaffType } from "../users/staff.ts";
import { around } from "./around.ts";
import { type ListName, readName } from "./names.ts";
import { partsOf } from "./parts.ts";
import { piecesOf } from "./pieces.ts";
import { isRemark, readRole, readStaffType } from "./words.ts";

/** What was read of one person: "" where nothing was, null where nothing was said. */
export interface Mailbox extends ListName {
  text: string;
  email: string;
  role: Role | null;
  staffType: StaffType | null;
}

/** All the mailboxes of a line, and what of it holds none. */
export function mailboxesIn(line: string): Mailbox[] {
  const found: Mailbox[] = [];
  for (const { text } of piecesOf(line)) {
    const last = found.at(-1);
    // `Joy <a@b>, Teacher`
    if (last?.email && isRemark(text)) found[found.length - 1] = remarked(last, text);
    else found.push(readMailbox(text));
  }
  return found;
}

/** `Name <a@b>`, `a@b (Name)`, `Name - a@b - Teacher` and the like. A broken address stays as it was typed. */
function readMailbox(piece: string): Mailbox {
  const text = tidyLine(piece);
  // A link of Markdown is glued to its words.
  const { before, address, behind } = partsOf(text.replaceAll("](", "] ("));
  const { name, remarks, rights } = around(before, behind);
  return {
    text,
    email: readEmail(address),
    ...readName(name),
    role: firstRead(rights, readRole),
    staffType: firstRead(remarks, readStaffType),
  };
}

function remarked(mailbox: Mailbox, remark: string): Mailbox {
  return {
    ...mailbox,
    text: `${mailbox.text}, ${tidyLine(remark)}`,
    role: mailbox.role ?? readRole(remark),
    staffType: mailbox.staffType ?? readStaffType(remark),
  };
}

/** What the first of them that is understood says. */
export function firstRead<T>(
  chunks: readonly string[],
  read: (chunk: string) => T | null,
): T | null {
  for (const chunk of chunks) {
    const value = read(chunk);
    if (value !== null) return value;
  }
  return null;
}
