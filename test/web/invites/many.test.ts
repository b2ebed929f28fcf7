import { afterEach, describe, expect, it, vi } from "vitest";
import { actOnMany } from "../../../web/invites/many/commands.ts";
import { isPossible, possibleWords, reasonOf } from "../../../web/invites/many/words.ts";
import { createSchool } from "../../../web/replica/school.ts";
import type { Source } from "../../../web/replica/school-api.ts";
import { invite } from "../rows.ts";

afterEach(() => vi.unstubAllGlobals());

describe("[I15] ticked invites, in the browser", () => {
  it("are asked for in parts of five hundred, each under a key that is the same when all is repeated", async () => {
    const school = createSchool("oak", {} as Source);
    const ids = Array.from({ length: 501 }, (_, i) => `i${i}`);
    for (const id of ids) school.invites.took(invite({ id, version: 1 }));
    const asked: { path: string; ids: string[]; act: string; key: string | null }[] = [];
    vi.stubGlobal("navigator", { onLine: true });
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body)) as { ids: string[]; act: string };
      asked.push({ path, ...body, key: new Headers(init.headers).get("Idempotency-Key") });
      const results = body.ids.map((id) =>
        id === "i3"
          ? { id, outcome: "not_pending" }
          : { id, outcome: "done", invite: invite({ id, status: "revoked", version: 2 }) },
      );
      return Response.json({ results });
    });
    const key = "11111111-1111-4111-8111-111111111111";
    const verdicts = await actOnMany(school, "revoke", ids, key);
    expect(verdicts.map(({ id }) => id)).toEqual(ids);
    expect(asked.map((one) => [one.ids.length, one.act])).toEqual([
      [500, "revoke"],
      [1, "revoke"],
    ]);
    expect(asked[0]?.path).toBe("/api/schools/oak/invites/acts");
    expect(asked[0]?.key).toBe(key);
    expect(asked[1]?.key).toBe("11111111-1111-4111-8111-111111110001");
    expect(school.invites.at("i500")?.status).toBe("revoked");
    expect(school.invites.at("i3")?.status).toBe("pending");
  });

  it("say beforehand with how many of them something may be done", () => {
    const pending = invite({ id: "a" });
    const spent = invite({ id: "b", resends: 3, resendsLeft: 0 });
    const used = invite({ id: "c", status: "accepted" });
    const owners = invite({ id: "d", role: "owner" });
    expect(possibleWords("admin", [pending])).toBe("can be resent");
    expect(possibleWords("admin", [pending, { ...pending, id: "e" }])).toBe("both can be resent");
    expect(possibleWords("admin", [pending, spent, used, owners])).toBe(
      "1 of 4 can be resent, 2 withdrawn",
    );
    expect(possibleWords("admin", [used])).toBe("nothing is left to do with it");
    expect([isPossible("admin", "revoke", owners), isPossible("owner", "revoke", owners)]).toEqual([
      false,
      true,
    ]);
  });

  it("have a reason in words for every code that a call for one may give", () => {
    for (const code of ["no_resends_left", "role_too_high", "invite_pending", "not_pending"])
      expect(reasonOf(code)).not.toBe(reasonOf("a code of tomorrow"));
  });
});
