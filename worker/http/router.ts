import type { ParamIndexMap, Router } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";

/** More shapes of paths than there are honest ones: then it begins anew. */
const most = 500;

/**
 * Hono's own router for paths like ours, asked once for each shape of a path: those with the same words in the same places have
 * the same routes, whatever else stands in between. For routes of words, `:names` and `*` alone.
 */
export class RememberingRouter<T> implements Router<T> {
  name = "RememberingRouter";
  #router = new TrieRouter<T>();
  #words = new Set<string>();
  #known = new Map<string, [T, ParamIndexMap][]>();

  add(method: string, path: string, handler: T): void {
    if (/[{?]|[^/]\*|\*[^/]/.test(path)) throw new Error(`${path} leads by more than words.`);
    this.#router.add(method, path, handler);
    for (const step of path.split("/")) if (!step.startsWith(":")) this.#words.add(step);
    this.#known.clear();
  }

  match(method: string, path: string): [[T, ParamIndexMap][], string[]] {
    const steps = path.split("/");
    const shape = `${method} ${steps.map((step) => (this.#words.has(step) ? step : ":")).join("/")}`;
    const known = this.#known.get(shape);
    if (known) return [known, steps];
    const found = this.#search(method, steps);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(shape, found);
    return [found, steps];
  }

  /** The routes of a path, and in which of its steps each of their names stands. */
  #search(method: string, steps: readonly string[]): [T, ParamIndexMap][] {
    // Each step that is no word says which one it is, so that it is found again under its name.
    const marked = steps.map((step, i) => (this.#words.has(step) ? step : `\0${i}`));
    const [found] = this.#router.match(method, marked.join("/"));
    return found.map(([handler, params]) => {
      const places = Object.entries(params).map(([name, step]) => [name, marked.indexOf(step)]);
      return [handler, Object.fromEntries(places)];
    });
  }
}
