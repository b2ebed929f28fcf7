import { TrieRouter } from "hono/router/trie-router";
import { describe, expect, it } from "vitest";
import { api } from "#worker/api";
import { RememberingRouter } from "#worker/http/router";

const ours = new RememberingRouter<object>();
const honos = new TrieRouter<object>();
for (const { method, path, handler } of api.routes)
  for (const router of [ours, honos]) router.add(method, path, handler);

/** Where a request leads, and what its routes find under their names. */
function led(router: typeof ours | typeof honos, method: string, path: string) {
  const [found, steps] = router.match(method, path) as ReturnType<typeof ours.match>;
  return found.map(([handler, params]) => [
    handler,
    Object.entries(params).map(([name, at]) => [name, steps ? steps[at] : at]),
  ]);
}

/** Ids, and words that other routes have in that place. */
const inPlaces = ["Ada", "Lin", "users", "acts", "batches", "", "%2e"];

describe("a path", () => {
  it("leads where Hono's own router leads it, also where another of its shape has led before", () => {
    const paths = new Set(api.routes.map(({ path }) => path));
    for (const path of paths)
      for (const given of inPlaces)
        for (const more of ["", "/", "/more"]) {
          const asked = path.replace("*", given).replace(/:\w+/g, () => given) + more;
          for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"])
            expect(led(ours, method, asked), asked).toEqual(led(honos, method, asked));
        }
  });

  it("is known by its words alone: of two ids in one path each keeps its own name", () => {
    const router = new RememberingRouter<string>();
    router.add("GET", "/schools/:school/users/:id", "user");
    const named = (path: string) => {
      const [[[, places] = ["", {}]], steps] = router.match("GET", path);
      return Object.entries(places).map(([name, at]) => `${name} ${steps[at]}`);
    };
    expect(named("/schools/oakfield/users/priya")).toEqual(["school oakfield", "id priya"]);
    expect(named("/schools/fernhill/users/rene")).toEqual(["school fernhill", "id rene"]);
    expect(named("/schools/users/users/schools")).toEqual(["school users", "id schools"]);
  });
});
