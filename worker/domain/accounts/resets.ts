import type { Account } from "../users.ts";

/** How long a reset link works [A8], in milliseconds. */
export const resetLife = 3600_000;
/** Reset mails that may go to one account within an hour [A12]. */
export const resetLimit = 3;

/** Why a genuine reset link opens nothing: `ended` by its use, or by a change of password, e-mail or status. */
export type ResetEnd = "ended" | "replaced" | "expired";

/** Why the link of this generation opens nothing [A8]; null while it works. It is refused at the end of its hour exactly. */
export function resetEnd(
  { resetGeneration, resetExpiresAt }: Pick<Account, "resetGeneration" | "resetExpiresAt">,
  generation: number,
  now: number,
): ResetEnd | null {
  if (resetExpiresAt === null) return "ended";
  if (generation !== resetGeneration) return "replaced";
  return now >= resetExpiresAt ? "expired" : null;
}
