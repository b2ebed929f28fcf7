import type { Oddities } from "../oddities.ts";
import type { At, Choices, Telling } from "../roster.ts";

/** How a list tells: it is all there is where somebody has said so and each of its rows was read. */
export function tellingOf({ isWhole }: Choices, lost: At | null, oddities: Oddities): Telling {
  if (!isWhole) return "delta";
  if (!lost) return "bulk";
  const text =
    "This row was not read, so the list does not count as complete: nothing leaves for not being on it.";
  oddities.add("incomplete", lost, text);
  return "delta";
}
