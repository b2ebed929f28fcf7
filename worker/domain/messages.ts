import * as z from "zod/mini";
import { Person } from "./names.ts";
import { iso, isoOrNull } from "./time.ts";

/** The longest message of the day [S3], in characters. */
export const longestMessage = 500;

/** Plain text of several lines, 1 to 500 characters, without control or hidden characters. */
const MessageText = z.string().check(
  z.maxLength(longestMessage * 4, { error: tooLong, abort: true }),
  z.overwrite(tidy),
  z.refine((text) => text !== "", "Write what everybody should read."),
  z.refine((text) => [...text].length <= longestMessage, { error: tooLong }),
  z.refine((text) => !/[\u202a-\u202e\u2066-\u2069]/.test(text), "Leave out hidden characters."),
);

/** What is said to everybody, and until when it stands, ISO 8601; null or left out: until it is taken down. */
export const NewMessage = z.strictObject({
  text: MessageText,
  until: z.optional(
    z.nullable(z.string().check(z.refine(isTime, "Use a time such as 2026-11-27T16:00:00Z."))),
  ),
});
export type NewMessage = z.infer<typeof NewMessage>;

/** The message of the day as everybody at the school sees it. */
export const PublicMessage = z.object({
  id: z.string(),
  /** Null once it has been taken down. */
  text: z.nullable(z.string()),
  by: z.nullable(Person),
  at: z.string(),
  until: z.nullable(z.string()),
  version: z.number(),
});
export type PublicMessage = z.infer<typeof PublicMessage>;

/** A school's one row of it. Times are epoch milliseconds. */
export interface Message {
  id: string;
  text: string | null;
  setAt: number;
  until: number | null;
  version: number;
}

export function publishedMessage(
  { id, text, setAt, until, version }: Message,
  by: Person | null,
): PublicMessage {
  return { id, text, by, at: iso(setAt), until: isoOrNull(until), version };
}

/** Whether a message stands at a moment, epoch milliseconds. */
export function stands(message: Pick<PublicMessage, "text" | "until">, now: number): boolean {
  return message.text !== null && (message.until === null || now < Date.parse(message.until));
}

/** A part of a text: words, or the address of a page, which alone may become a link. */
export interface TextPart {
  text: string;
  isLink: boolean;
}

/** Splits plain text at the web addresses in it. What sentences put behind an address is no part of it. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?()[\]]/gi)) {
    if (index > from) parts.push({ text: text.slice(from, index), isLink: false });
    parts.push({ text: found, isLink: true });
    from = index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLink: false });
  return parts;
}

function tooLong(): string {
  return `Use ${longestMessage} characters or fewer.`;
}

/** Lines keep their ends; other white space and control characters are one space, and at most one line stays empty. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
}
