import type { Present } from "#party/protocol";
import { addressOf } from "../../page.ts";
import { usePlace } from "../../place.ts";
import { placeInWords } from "../../presence/words.ts";

/** Where others are, in words and as an address. */
export function useWhereabouts() {
  const { pages, school } = usePlace();
  return { words: (person: Present) => placeInWords(pages, person, nameOf), href };

  /** Nobody else's account page can be opened, so that leads to them in the staff list. */
  function href({ userId, view, focus }: Present): string {
    const known = focus !== null && nameOf(focus) ? focus : null;
    const followed = pages.find(({ path }) => path === view)?.followed(known);
    return addressOf(school.id, followed ?? `users/${userId}`);
  }

  /** What a row is called here; nothing for one that this page has not heard of. */
  function nameOf(id: string): string | undefined {
    for (const page of pages) {
      const name = page.nameOf?.(school, id);
      if (name !== undefined) return name;
    }
    return undefined;
  }
}
