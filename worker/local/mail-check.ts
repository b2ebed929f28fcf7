import { checkDomain } from "./mail-check/check-domain.ts";
import { adviceOf } from "./mail-check/verdicts.ts";
import { mailVars } from "./settings.ts";

try {
  const { domain, results } = await checkDomain(mailVars());
  const advice = adviceOf(results, domain);
  for (const { isGood, words } of advice) console.log(`${isGood ? "good" : "MEND"}  ${words}`);
  process.exit(advice.every(({ isGood }) => isGood) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
