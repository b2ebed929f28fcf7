import { vi } from "vitest";
import { bindings } from "./people.ts";

/** Does something at the very moment before the next batch that mentions `words` is sent to D1. */
export function justBefore(words: string, act: () => Promise<unknown>): void {
  const db = bindings.DB;
  const [prepare, batch] = [db.prepare.bind(db), db.batch.bind(db)];
  const mentioned = new WeakSet<object>();
  vi.spyOn(db, "prepare").mockImplementation((query) => {
    const statement = prepare(query);
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => {
      const bound = bind(...values);
      if (query.includes(words)) mentioned.add(bound);
      return bound;
    };
    return statement;
  });
  let isDone = false;
  vi.spyOn(db, "batch").mockImplementation(async (statements) => {
    if (!isDone && statements.some((statement) => mentioned.has(statement))) {
      isDone = true;
      await act();
    }
    return batch(statements);
  });
}
