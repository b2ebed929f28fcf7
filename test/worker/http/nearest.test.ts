import { beforeAll, describe, expect, it } from "vitest";
import { watched } from "#db/watched";
import { api } from "#worker/api";
import { withDatabase } from "../../interleaved.ts";
import { filledIn, invite, tokenOf } from "../../links.ts";
import { bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

type Trip = Parameters<typeof watched>[1];

/** Asks a Worker whose nearest copy of the database answers so. */
async function ask(path: string, copy: Trip, init: RequestInit = {}): Promise<Response> {
  const db = watched(bindings.DB, (_, ask) => ask());
  const asked: (string | undefined)[] = [];
  const near = (from?: string) => {
    asked.push(from);
    return watched(bindings.DB, copy);
  };
  const env = withDatabase(Object.assign(db, { withSession: near }) as unknown as D1Database);
  const behind: Promise<unknown>[] = [];
  const context = {
    waitUntil: (promise: Promise<unknown>) => behind.push(promise),
    passThroughOnException() {},
    props: {},
  } as unknown as ExecutionContext;
  const answer = await api.fetch(new Request(origin + path, init), env, context);
  expect(asked.every((from) => from === "first-unconstrained")).toBe(true);
  await Promise.all(behind);
  return answer;
}

const nothing: Trip = async (queries) => queries.map(() => ({ results: [] }) as never);

describe("a page that a link leads to", () => {
  it("is read from the nearest copy, which is asked for nothing else", async () => {
    const sent = await invite(people.priya);
    const asked: string[] = [];
    const answer = await ask(`/accept/${tokenOf(sent)}`, (queries, ask) => {
      asked.push(...queries);
      return ask();
    });
    expect(answer.status).toBe(200);
    expect(asked.some((query) => query.includes('from "invites"'))).toBe(true);
    expect(asked.filter((query) => !query.startsWith("select"))).toEqual([]);
  });

  it("opens for Joy whose link is newer than that copy", async () => {
    const sent = await invite(people.priya);
    const answer = await ask(`/accept/${tokenOf(sent)}`, nothing);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(sent.email);
  });

  it("opens for Joy whose withdrawn link was given back since", async () => {
    const { priya } = people;
    const sent = await invite(priya);
    await priya.call("PUT", `/invites/${sent.id}/revocation`);
    const old = new Map<string, D1Result[]>();
    const path = `/accept/${tokenOf(sent)}`;
    const dead = await ask(path, async (queries, ask) => {
      const answers = await ask();
      old.set(queries.join(), answers);
      return answers;
    });
    expect(dead.status).toBe(410);
    await priya.call("DELETE", `/invites/${sent.id}/revocation`);
    const behind: Trip = async (queries, ask) => old.get(queries.join()) ?? ask();
    expect((await ask(path, behind)).status).toBe(200);
  });

  it("is submitted to the primary alone", async () => {
    const sent = await invite(people.priya);
    const form = {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "null" },
      body: new URLSearchParams(filledIn()).toString(),
      redirect: "manual",
    } as const;
    const unasked: Trip = () => {
      throw new Error("The copy was asked.");
    };
    expect((await ask(`/accept/${tokenOf(sent)}`, unasked, form)).status).toBe(303);
  });

  it("is no page for a link nobody made, whichever is asked", async () => {
    const sent = await invite(people.ngozi);
    const forged = `${tokenOf(sent).slice(0, -2)}xx`;
    expect((await ask(`/accept/${forged}`, nothing)).status).toBe(404);
  });
});
