/** Asks for a long list in parts, each under a key of its own, which is the same when all is repeated. Gives all that came. */
export async function inParts<T, R>(
  all: readonly T[],
  most: number,
  key: string,
  ask: (part: T[], key: string) => Promise<readonly R[]>,
): Promise<R[]> {
  const came: R[] = [];
  for (let from = 0; from < all.length; from += most)
    came.push(...(await ask(all.slice(from, from + most), keyOf(key, from / most))));
  return came;
}

function keyOf(key: string, part: number): string {
  return part === 0 ? key : key.slice(0, -4) + part.toString(16).padStart(4, "0");
}
