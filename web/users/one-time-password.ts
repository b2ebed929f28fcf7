import { oneTimePassword as made } from "#domain/accounts/one-time";

/** A password to be handed over, like those of new accounts. */
export function oneTimePassword(): string {
  return made(below);
}

/** A random number from 0 up to, but not including, `most`; each equally likely. */
function below(most: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  const fair = 2 ** 32 - (2 ** 32 % most);
  return drawn < fair ? drawn % most : below(most);
}
