import { join } from "node:path";
import { node, run } from "../run.mjs";

// What docs/security.md tells of those who mean harm, one after the other: guesses, mail to one mailbox, rights that end midway.

let failed = 0;
for (const name of ["flood", "mail-flood", "late-guard"]) {
  console.log(`\n${name}`);
  failed ||= await run(node, [join(import.meta.dirname, `${name}.ts`)]);
}
process.exit(failed);
