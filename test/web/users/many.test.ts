import { afterEach, describe, expect, it, vi } from "vitest";
import type { PublicUser } from "#domain/users";
import { createSchool } from "../../../web/replica/school.ts";
import type { Source } from "../../../web/replica/school-api.ts";
import { changeMany } from "../../../web/users/many/commands.ts";
import { isChanged, postWords, verdictWords } from "../../../web/users/many/words.ts";
import { user } from "../rows.ts";

afterEach(() => vi.unstubAllGlobals());

interface Asked {
  users: { id: string; version: number }[];
  change: object;
  key: string | null;
}

/** Answers each call with what `answer` makes of each one named; gives what was asked. */
function answering(answer: (id: string, version: number) => object): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as Omit<Asked, "key">;
    asked.push({ ...body, key: new Headers(init.headers).get("Idempotency-Key") });
    return Response.json({
      results: body.users.map(({ id, version }) => ({ id, ...answer(id, version) })),
    });
  });
  return asked;
}

const key = "11111111-1111-4111-8111-111111111111";
const lena = user({ id: "lena", role: "editor", staffType: "teacher", version: 3 });
const rene = user({ id: "rene", role: "viewer", staffType: "governor", version: 1 });

describe("ticked people, in the browser", () => {
  it("are asked for as they were seen, five hundred at a time, and taken as they are answered", async () => {
    const school = createSchool("oak", {} as Source);
    const all = Array.from({ length: 501 }, (_, i) => user({ id: `u${i}`, version: i + 1 }));
    for (const each of all) school.users.took(each);
    const asked = answering((id, version) => ({
      outcome: "done",
      user: user({ id, role: "admin", version: version + 1 }),
    }));
    const verdicts = await changeMany(school, all, { role: "admin" }, key);
    expect(verdicts.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(asked.map(({ users }) => users.length)).toEqual([500, 1]);
    expect(asked[1]).toMatchObject({
      users: [{ id: "u500", version: 501 }],
      change: { role: "admin" },
      key: "11111111-1111-4111-8111-111111110001",
    });
    expect(school.users.at("u7")?.role).toBe("admin");
  });

  it("are changed on top of whatever else others have changed of them meanwhile, never over another role", async () => {
    const school = createSchool("oak", {} as Source);
    const now: Record<string, PublicUser> = {
      lena: { ...lena, phone: "0115 496 0000", version: 4 },
      rene: { ...rene, role: "editor", version: 2 },
    };
    const asked = answering((id, version) =>
      version === now[id]?.version
        ? { outcome: "done", user: { ...now[id], role: "admin", version: version + 1 } }
        : { outcome: "changed", user: now[id] },
    );
    const verdicts = await changeMany(school, [lena, rene], { role: "admin" }, key);
    expect(verdicts.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["lena", "done"],
      ["rene", "changed"],
    ]);
    expect(asked.map(({ users }) => users)).toEqual([
      [
        { id: "lena", version: 3 },
        { id: "rene", version: 1 },
      ],
      [{ id: "lena", version: 4 }],
    ]);
    expect(school.users.at("rene")?.role).toBe("editor");
  });

  it("are shown what becomes of each, and afterwards why not", () => {
    expect(postWords(lena, { role: "admin" })).toBe("Editor · Teacher, becomes Admin · Teacher");
    expect(postWords(lena, { role: "editor" })).toBe("Editor · Teacher already");
    expect(postWords(lena, {})).toBe("Editor · Teacher");
    expect([isChanged(lena, { role: "editor" }), isChanged(rene, { role: "editor" })]).toEqual([
      false,
      true,
    ]);
    expect(verdictWords({ id: "rene", outcome: "changed", user: rene })).toContain(
      "is now Viewer · Governor",
    );
    for (const outcome of ["last_owner", "role_too_high", "not_found", "forbidden", "busy"])
      expect(verdictWords({ id: "lena", outcome })).not.toBe(
        verdictWords({ id: "lena", outcome: "a code of tomorrow" }),
      );
  });
});
