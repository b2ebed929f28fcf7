import { searchText, seeking } from "../text/search.ts";
import type { Answer } from "./answer.ts";
import { inviting } from "./inviting.ts";
import { people } from "./people.ts";
import { school } from "./school.ts";
import { signingIn } from "./signing-in.ts";
import { allRows } from "./table-of-roles.ts";
import { type AnswerId, type Topic, topics } from "./topics.ts";

/** Every answer of the help. One that is missing does not compile, nor does a link to one that is not there. */
export const answers: Record<AnswerId, Answer> = {
  ...inviting,
  ...signingIn,
  ...people,
  ...school,
};

/** The topics in their order, with those of their answers in which every word of `query` stands [U9] [U10]. */
export function found(query: string): { topic: Topic; ids: AnswerId[] }[] {
  const isFound = seeking(query);
  return (Object.keys(topics) as Topic[])
    .map((topic) => ({ topic, ids: topics[topic].filter((id) => isFound(texts[id])) }))
    .filter(({ ids }) => ids.length > 0);
}

const texts = Object.fromEntries(
  Object.entries(answers).map(([id, { asks, says, alsoCalled, hasRoles }]) => [
    id,
    searchText([
      asks,
      ...says.flat().map((text) => text.replaceAll("*", "")),
      alsoCalled,
      ...(hasRoles ? allRows().map(({ act }) => act) : []),
    ]),
  ]),
) as Record<AnswerId, string>;
