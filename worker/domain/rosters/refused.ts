import type { Refusal, Remark } from "./roster.ts";

/** Thrown wherever reading cannot go on; `readRoster` gives what it holds. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: Refusal["code"], reasons: Remark[], asked: Refusal["asked"] = null) {
    super(code);
    this.refusal = { form: "refused", code, reasons, asked };
  }
}

/** Refuses a file for one reason. */
export function refuse(
  code: Refusal["code"],
  file: string,
  text: string,
  line: number | null = null,
): never {
  throw new Refused(code, [{ file, line, text }]);
}
