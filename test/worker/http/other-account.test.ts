import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Cast, cast, makePerson, type Somebody } from "../../people.ts";
import { calls, pathOf, sent } from "../../routes/in-school.ts";
import { ownCalls } from "../../routes/own-account.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

async function said(answer: Response): Promise<unknown[]> {
  answer.webSocket?.accept();
  answer.webSocket?.close();
  const { code } = answer.webSocket ? { code: null } : ((await answer.json()) as { code: string });
  return [answer.status, code];
}

/** What a call with this header is sent with. */
function from(account: string, { headers, ...init }: RequestInit): RequestInit {
  return { ...init, headers: { ...(headers as object), "Staffroom-Account": account } };
}

/** A school as it stands once no import is being applied, but for the news of mail that leaves meanwhile. */
async function whole(person: Somebody) {
  const { seq: _, ...school } = await vi.waitUntil(
    async () => {
      const seen = (await (await person.get("/snapshot")).json()) as {
        seq: number;
        invites: object[];
        imports: { status: string }[];
      };
      return seen.imports.every(({ status }) => status !== "applying") && seen;
    },
    { timeout: 30_000, interval: 100 },
  );
  const invites = school.invites.map((invite) => ({ ...invite, delivery: null, version: null }));
  return { ...school, invites };
}

describe("a call from the page of somebody else than is signed in", () => {
  it.each(Object.keys(calls))("does nothing: %s", async (name) => {
    const { priya, tom, ngozi } = people;
    const sample = (await calls[name]?.make(priya)) ?? {};
    const before = [await whole(priya), await whole(ngozi)];
    for (const [signedIn, account] of [
      [priya, tom.id],
      [ngozi, priya.id],
      [priya, crypto.randomUUID()],
    ] as const) {
      const answer = await signedIn.ask(
        pathOf(name, priya.school, sample),
        from(account, sent(name, sample)),
      );
      expect(await said(answer)).toEqual([409, "other_account"]);
    }
    expect([await whole(priya), await whole(ngozi)]).toEqual(before);
    // From one's own it is as without.
    const own = await priya.ask(
      pathOf(name, priya.school, sample),
      from(priya.id, sent(name, sample)),
    );
    own.webSocket?.accept();
    own.webSocket?.close();
    expect(own.status).toBeLessThan(300);
  });

  const ofApi = Object.keys(ownCalls).filter(
    (name) => name.includes("/api/") && ownCalls[name]?.isSignedIn,
  );
  it.each(ofApi)("does nothing to one's own account, and signs nobody out: %s", async (name) => {
    const { tom, oakfield } = people;
    const kit = await makePerson(oakfield, "Kit Self", "admin", "technician", Date.now());
    const request = await ownCalls[name]?.make(kit);
    const account = async () => (await kit.ask("/api/session")).json();
    const before = await account();
    const answer = await kit.ask(request?.path ?? "", from(tom.id, request?.init ?? {}));
    expect(await said(answer)).toEqual([409, "other_account"]);
    expect(await account()).toEqual(before);
  });
});
