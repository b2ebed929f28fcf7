import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, callAs, isRefusal } from "../../../web/replica/api.ts";
import { contact } from "../../../web/replica/network/contact.ts";
import { onPosition } from "../../../web/replica/network/positions.ts";

const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const json = (body: object, init: ResponseInit = {}) => Response.json(body, init);

beforeEach(() => {
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("location", { origin: "https://staffroom.test" });
  vi.stubGlobal("fetch", asked);
  asked.mockReset().mockImplementation(async () => json({ user: { id: "priya" } }));
});
afterEach(() => {
  contact.heard();
  contact.stop();
  vi.unstubAllGlobals();
});

const school = api.schools[":school"];
const param = { school: "oakfield" };
const headersOf = () => new Headers(asked.mock.lastCall?.[1].headers);

test("every call says whose page it comes from, as soon as that is known", async () => {
  await api.session.$get();
  expect(headersOf().has("Staffroom-Account")).toBe(false);
  callAs("priya");
  await api.session.$get();
  await school.snapshot.$get({ param });
  expect(headersOf().get("Staffroom-Account")).toBe("priya");
});

test("an act that cannot work says so without asking, a question is asked all the same", async () => {
  contact.lose();
  const refused = await school.invites[":id"].revocation
    .$put({ param: { ...param, id: "joy" } })
    .catch((error: unknown) => error);
  expect(isRefusal(refused, "unreachable")).toBe(true);
  expect(asked).not.toHaveBeenCalled();
  await school.snapshot.$get({ param });
  expect(asked).toHaveBeenCalledOnce();
});

test("a page that a network puts in the place of an answer is no answer", async () => {
  for (const status of [200, 403, 502]) {
    asked.mockImplementation(
      async () =>
        new Response("<h1>Blocked</h1>", { status, headers: { "Content-Type": "text/html" } }),
    );
    const refused = await api.session.$get().catch((error: unknown) => error);
    expect(isRefusal(refused, "unreachable"), String(status)).toBe(true);
  }
});

test("every answer about a school, a refusal too, says how far its history is", async () => {
  const told = vi.fn();
  const stop = onPosition(told);
  const headers = { "X-Seq": "e1.7" };
  asked.mockImplementation(async () => json({}, { headers }));
  await school.snapshot.$get({ param });
  const problem = { code: "not_pending", detail: "Accepted meanwhile." };
  asked.mockImplementation(async () => json(problem, { status: 409, headers }));
  await school.snapshot.$get({ param }).catch(() => undefined);
  stop();
  expect(told.mock.calls).toEqual([
    [{ epoch: "e1", seq: 7 }, false],
    [{ epoch: "e1", seq: 7 }, true],
  ]);
});
