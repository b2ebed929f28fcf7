import { brotliDecompressSync } from "node:zlib";
import { list } from "./common/list.ts";

/** One string, a line for each: a search costs 0.04 ms beside the 250 ms of hashing, and no set of objects to keep. */
let lines: string | undefined;

/** Whether a normalised password stands on lists of leaked ones, in any mixture of capitals [A10]. */
export function isCommonPassword(password: string): boolean {
  lines ??= commonPasswords();
  return !password.includes("\n") && lines.includes(`\n${password.toLowerCase()}\n`);
}

/** The whole list, a line for each. Unpacked when somebody first chooses a password, not while the Worker starts. */
export function commonPasswords(): string {
  return brotliDecompressSync(Buffer.from(list, "base64")).toString("latin1");
}
