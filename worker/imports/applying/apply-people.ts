import { deactivate, edit } from "#domain/users";
import { actOnUser } from "../../users/commands.ts";
import { isAnswered, keysIn, rowsOf, unanswered } from "./known.ts";
import { outcomeOf } from "./refusal-words.ts";
import { stillToChange } from "./still.ts";
import { type Accepted, type Ended, endTurn, type Turn } from "./turn.ts";

/** Details that the MIS has changed, each as if somebody put them right by hand; what was done by hand stays. */
export async function applyDetails(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const known = await rowsOf(act, "user", keysIn(portion));
  const ended: Ended[] = [];
  for (const one of portion) {
    const { id, subject, task } = one;
    if (task.do !== "change") continue;
    const rowId = subject.id ?? "";
    let kept: string | null = null;
    const came = isAnswered(one, known)
      ? await outcomeOf(async () => {
          if (Object.keys(task.change).length === 0) return;
          await actOnUser(act, rowId, (seen, actor) => {
            const { change, outcome } = stillToChange(one, seen.account);
            kept = outcome;
            const isLeft = Object.keys(change).length > 0;
            return { next: isLeft ? edit(actor, seen, change) : null, kind: "user.changed" };
          });
        })
      : unanswered;
    const { sourcedId, said } = task;
    const link = { noun: "user", sourcedId, rowId, said } as const;
    ended.push({ id, ...came, ...(came.outcome === null && { outcome: kept, link }) });
  }
  return endTurn(turn, ended);
}

/** Leavers are deactivated, each as if somebody did it by hand: never the last Owner, and never whoever applies. */
export async function applyLeavers(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const ended: Ended[] = [];
  for (const { id, subject } of portion) {
    const rowId = subject.id ?? "";
    const came =
      rowId === act.actor.id
        ? { outcome: "You cannot let yourself go. Ask another Admin or Owner.", isOpen: true }
        : await outcomeOf(() =>
            actOnUser(act, rowId, (known, actor) => ({
              next: deactivate(actor, known),
              kind: "user.deactivated",
            })),
          );
    const left = { noun: "user", rowId, hasLeft: true } as const;
    ended.push({ id, ...came, ...(came.outcome === null && { left }) });
  }
  return endTurn(turn, ended);
}
