import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costs } from "./spine/costs.ts";
import { filling, sessionsOf } from "./spine/crowd.ts";
import { hashed, stand } from "./spine/stand.ts";

// Every school in England in one D1: how large it is, and what calls at one school read there. `npm run bench -- scale 2400` takes a
// tenth of them. What docs/scale.md says comes from here.

const schools = Number(process.argv[2] ?? 24_000);
/** A million accounts over 24,000 schools, each of whom came by an invite. */
const [staff, invites] = [42, 42];
/** Schools that one statement fills in. */
const portion = 400;

const stateDir = await mkdtemp(join(tmpdir(), "staffroom-scale-"));
const at = await stand(stateDir);
const now = Date.now();
const began = performance.now();
try {
  let bytes = 0;
  for (let from = 0; from < schools; from += portion) {
    const crowd = { schools: Math.min(portion, schools - from), staff, invites };
    for (const statement of filling(crowd, now, from, from * staff)) {
      const { meta } = await at.database.prepare(statement).run();
      bytes = meta.size_after;
    }
  }
  await at.database.prepare(sessionsOf([0], now, hashed)).run();
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${schools} schools, ${schools * staff} accounts: filled in within ${seconds} s.`);
  console.log(
    `${(bytes / 1e9).toFixed(2)} GB, ${Math.round(bytes / schools / 1000)} kB a school.\n`,
  );
  console.log(await costs(at, { "Content-Type": "application/json", Origin: at.origin }));
} finally {
  await at.stop();
  await rm(stateDir, { recursive: true, force: true });
}
