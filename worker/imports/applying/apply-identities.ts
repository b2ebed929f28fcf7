import { open } from "#db/client";
import type { Subject } from "#domain/imports";
import type { Pair } from "#domain/imports/difference";
import { linkingAlike, relinking } from "./links.ts";
import { type Accepted, endTurn, type Turn } from "./turn.ts";

const nouns: readonly Subject["noun"][] = ["user", "group", "pupil"];

/** Who is who is answered: ids of the MIS come to stand for rows of the school. */
export function applyIdentities(turn: Turn, portion: readonly Accepted[]) {
  const { school, env } = turn.act;
  const db = open(env.DB);
  return endTurn(turn, portion, {
    writes: (isMine) =>
      nouns.flatMap((noun) => {
        const tasks = portion
          .filter(({ subject }) => subject.noun === noun)
          .map(({ task }) => task);
        const linked = tasks.flatMap((task) => (task.do === "link" ? task.pairs : []));
        const alike = tasks.flatMap((task): Pair[] =>
          task.do === "same" ? [[task.sourcedId, task.as]] : [],
        );
        return [
          ...(linked.length > 0 ? relinking(db, school, noun, linked, isMine) : []),
          ...(alike.length > 0 ? [linkingAlike(db, school, noun, alike, isMine)] : []),
        ];
      }),
  });
}
