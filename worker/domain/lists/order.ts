import { latin } from "../text/latin.ts";
import type { Row } from "./cells.ts";

/**
 * Whether the first of two columns of names holds surnames, as far as the addresses tell: `jokafor@` is an initial and a
 * surname, `joy.okafor@` both names in their order. Where most say nothing, the given name stands first.
 */
export function isSurnameFirst(rows: readonly Row[], first: number, second: number): boolean {
  const votes = rows.map(({ cells }) => {
    const address = cells.find((cell) => cell.includes("@")) ?? "";
    return vote(
      plain(cells[first]),
      plain(cells[second]),
      plain(address.slice(0, address.indexOf("@"))),
    );
  });
  return votes.reduce((sum, one) => sum + one, 0) > 0;
}

function vote(one: string, other: string, local: string): number {
  if (one === "" || other === "" || one === other) return 0;
  if (local === other.charAt(0) + one || local === other + one) return 1;
  return local === one.charAt(0) + other || local === one + other ? -1 : 0;
}

function plain(name = ""): string {
  return latin(name.slice(0, 100)).replace(/[^\p{L}\p{M}]/gu, "");
}
