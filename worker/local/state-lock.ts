import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Held as long as the process lives: a lock that nobody refers to any more would be let go. */
const locks = new Set<DatabaseSync>();

/**
 * Keeps a state folder for whoever asks first; gives back how to let it go. The lock is the system's, on an open file,
 * so it ends with its process however that ends, and a number that another process has by now keeps nobody out.
 * Throws with one clear sentence when somebody else has it.
 */
export function lockState(stateDir: string): () => void {
  mkdirSync(stateDir, { recursive: true });
  const lock = new DatabaseSync(join(stateDir, "in-use.sqlite"));
  try {
    lock.exec("begin exclusive");
  } catch {
    lock.close();
    throw new Error(
      `Another Staffroom is running on ${stateDir}. Stop that one, or choose another folder for this one with STATE_DIR.`,
    );
  }
  locks.add(lock);
  return () => {
    if (locks.delete(lock)) lock.close();
  };
}
