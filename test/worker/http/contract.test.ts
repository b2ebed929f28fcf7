import { beforeAll, describe, expect, it, vi } from "vitest";
import { eventsSince } from "#worker/events/ledger";
import { deliverDue } from "#worker/mail/deliver";
import { historyIsWhole } from "../../history.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe("sending [I1] [I2] [I3]", () => {
  it("refuses what cannot be used, field by field", async () => {
    const { priya } = people;
    const bad: [unknown, string[]][] = [
      [{}, ["email", "role"]],
      [{ email: "not an address", role: "editor" }, ["email"]],
      [{ email: "a@b.example", role: "king" }, ["role"]],
      [{ email: "a@b.example", role: "editor", staffType: "pirate" }, ["staffType"]],
      [{ email: "a@b.example", role: "editor", admin: true }, ["admin"]],
      [{ email: 7, role: "editor" }, ["email"]],
      [[], ["body"]],
      ["text", ["body"]],
      [null, ["body"]],
    ];
    for (const [body, fields] of bad) {
      const answer = await priya.call("POST", "/invites", body);
      const problem = (await answer.json()) as {
        code: string;
        fields: Record<string, string>;
        status: number;
      };
      expect([answer.status, problem.code, problem.status], JSON.stringify(body)).toEqual([
        422,
        "invalid",
        422,
      ]);
      expect(Object.keys(problem.fields).sort(), JSON.stringify(body)).toEqual(fields.sort());
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    }
  });

  it("says what is wrong with the request itself", async () => {
    const { priya } = people;
    const path = `/api/schools/${priya.school}/invites`;
    const post = (body: string, type: string) =>
      priya.ask(path, { method: "POST", body, headers: { "Content-Type": type } });
    expect(await codeOf(await post("email=a", "application/x-www-form-urlencoded"))).toBe(
      "unsupported_media_type",
    );
    expect((await post("email=a", "text/plain")).status).toBe(415);
    expect(await codeOf(await post("{", "application/json"))).toBe("invalid");
    expect((await post(`{"email":"${"x".repeat(1_100_000)}"}`, "application/json")).status).toBe(
      413,
    );
    expect((await priya.call("GET", "/nowhere")).status).toBe(404);
    expect((await ask("/api/nowhere")).status).toBe(404);
  });

  it("counts a body that hides its length (chunked bodies past the limit)", async () => {
    const { priya } = people;
    const endless = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 20; i++) controller.enqueue(new Uint8Array(100_000).fill(32));
        controller.close();
      },
    });
    const answer = await priya.ask(`/api/schools/${priya.school}/invites`, {
      method: "POST",
      body: endless,
      headers: { "Content-Type": "application/json" },
    });
    expect(answer.status).toBe(413);
  });

  it("knows an address in any spelling", async () => {
    const { priya } = people;
    await invite(priya, { email: " Ana.Lopez@Oakfield.example" });
    const spellings = [
      "ana.lopez@oakfield.example",
      "ANA.LOPEZ@OAKFIELD.EXAMPLE",
      "ａｎａ.lopez@oakfield.example",
    ];
    for (const email of spellings) {
      expect(await codeOf(await priya.call("POST", "/invites", { email, role: "viewer" }))).toBe(
        "invite_pending",
      );
      const check = await priya.get(`/addresses/${encodeURIComponent(email)}`);
      expect(await check.json()).toMatchObject({ available: false, reason: "invite_pending" });
    }
    expect(await (await priya.get("/addresses/nonsense")).json()).toMatchObject({
      available: false,
      reason: "invalid",
    });
  });

  it("names an existing account, inactive ones included", async () => {
    const { priya } = people;
    const sent = await invite(priya, { email: "leaver@oakfield.example" });
    await submit(tokenOf(sent), filledIn());
    const { userId } = await look(priya, sent);
    await bindings.DB.prepare("update memberships set status = 'inactive' where user_id = ?")
      .bind(userId)
      .run();
    expect(
      await codeOf(
        await priya.call("POST", "/invites", { email: "Leaver@oakfield.example", role: "viewer" }),
      ),
    ).toBe("account_exists");
    expect(await (await priya.get("/addresses/leaver%40oakfield.example")).json()).toMatchObject({
      available: false,
      reason: "account_inactive",
    });
  });

  it("makes one invite when Priya and Tom invite the same address at the same moment", async () => {
    const { priya, tom } = people;
    for (let round = 0; round < 5; round++) {
      const email = `same${round}@oakfield.example`;
      const answers = await Promise.all(
        [priya, tom, priya, tom].map((person) =>
          person.call("POST", "/invites", { email, role: "editor" }),
        ),
      );
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
    }
    await historyIsWhole(priya);
  });

  it("resends three times and no more; every time a new day begins", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya } = people;
    const sent = await invite(priya);
    for (let i = 1; i <= 3; i++) {
      vi.setSystemTime(Date.now() + 60_000);
      const answer = await priya.call("POST", `/invites/${sent.id}/resends`);
      const resent = ((await answer.json()) as { invite: typeof sent }).invite;
      expect(resent).toMatchObject({ resends: i, resendsLeft: 3 - i, status: "pending" });
      expect(Date.parse(resent.expiresAt)).toBe(Date.now() + 24 * 3600_000);
    }
    expect(await codeOf(await priya.call("POST", `/invites/${sent.id}/resends`))).toBe(
      "no_resends_left",
    );
    vi.useRealTimers();
  });

  it("sends eight mails a day to one address and no ninth, however the invites are made", async () => {
    const { priya } = people;
    const email = "often@oakfield.example";
    let mails = 0;
    for (let round = 0; round < 2; round++) {
      const sent = await invite(priya, { email });
      mails += 1;
      for (let i = 0; i < 3; i++) {
        expect((await priya.call("POST", `/invites/${sent.id}/resends`)).status).toBe(201);
        mails += 1;
      }
      await priya.call("PUT", `/invites/${sent.id}/revocation`);
    }
    expect(mails).toBe(8);
    expect(await codeOf(await priya.call("POST", "/invites", { email, role: "editor" }))).toBe(
      "too_many_mails",
    );
    const detour = await invite(priya);
    const moved = await priya.call(
      "PATCH",
      `/invites/${detour.id}`,
      { email },
      { "If-Match": `"${(await look(priya, detour)).version}"` },
    );
    expect(await codeOf(moved)).toBe("too_many_mails");
  });

  it("frees the address of an invite at the second it expires, though no alarm has rung yet", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya } = people;
    const sent = await invite(priya, { email: "again@oakfield.example" });
    vi.setSystemTime(Date.parse(sent.expiresAt));
    await priya.returns();
    const second = await invite(priya, { email: "again@oakfield.example" });
    expect(second).toMatchObject({ status: "pending", resends: 0 });
    expect((await look(priya, sent)).status).toBe("expired");
    expect(await codeOf(await priya.call("POST", `/invites/${sent.id}/resends`))).toBe(
      "invite_pending",
    );
    vi.useRealTimers();
  });
});

describe("withdrawing, changing, undoing", () => {
  it("withdraws a pending invite once", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya);
    const answer = await tom.call("PUT", `/invites/${sent.id}/revocation`);
    expect([
      answer.status,
      ((await answer.json()) as { invite: { status: string } }).invite.status,
    ]).toEqual([200, "revoked"]);
    expect(await codeOf(await tom.call("PUT", `/invites/${sent.id}/revocation`))).toBe(
      "not_pending",
    );
    expect(await codeOf(await tom.call("POST", `/invites/${sent.id}/resends`))).toBe(
      "not_resendable",
    );
  });

  it("takes a withdrawal back within eight seconds: the same link lives again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya, tom } = people;
    const sent = await invite(priya);
    await tom.call("PUT", `/invites/${sent.id}/revocation`);
    vi.setSystemTime(Date.now() + 7_999);
    const answer = await priya.call("DELETE", `/invites/${sent.id}/revocation`);
    expect(answer.status).toBe(200);
    expect((await ask(`/accept/${tokenOf(sent)}`)).status).toBe(200);
    await tom.call("PUT", `/invites/${sent.id}/revocation`);
    vi.setSystemTime(Date.now() + 8_001);
    expect(await codeOf(await priya.call("DELETE", `/invites/${sent.id}/revocation`))).toBe(
      "too_late",
    );
    vi.useRealTimers();
  });

  it("holds a mail back for eight seconds in which the invite can be cancelled, and no mail leaves", async () => {
    const { priya, tom } = people;
    const post = (hold: string) =>
      priya.call("POST", `/invites?hold=${hold}`, {
        email: `held${crypto.randomUUID().slice(0, 6)}@oakfield.example`,
        role: "editor",
      });
    for (const bad of ["9", "8.1", "-1", "x", ""]) expect((await post(bad)).status, bad).toBe(422);
    const held = ((await (await post("8")).json()) as { invite: { id: string } }).invite;
    const mailOf = async ({ id }: { id: string }) =>
      (
        await bindings.DB.prepare("select status from mails where subject_id = ?")
          .bind(id)
          .first<{ status: string }>()
      )?.status;
    expect(await mailOf(held)).toBe("queued");
    expect((await tom.call("DELETE", `/invites/${held.id}`)).status).toBe(200);
    expect(await look(priya, held)).toMatchObject({ status: "revoked" });
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let seconds = 9; seconds <= 45; seconds += 9) {
      vi.setSystemTime(Date.now() + 9_000);
      await deliverDue(bindings, priya.school, Date.now());
      expect(["queued", "cancelled"]).toContain(await mailOf(held));
    }
    expect(await mailOf(held)).toBe("cancelled");
    vi.useRealTimers();
    const unheld = await invite(priya);
    expect(await codeOf(await priya.call("DELETE", `/invites/${unheld.id}`))).toBe("too_late");
    expect((await look(priya, unheld)).status).toBe("pending");
  });

  it("counts no mail that was thought better of: Priya may invite after eight undone invites", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya } = people;
    for (let i = 0; i < 9; i++) {
      const answer = await priya.call("POST", "/invites?hold=8", {
        email: "joy@oakfield.example",
        role: "editor",
      });
      expect(answer.status, `invite ${i + 1}`).toBe(201);
      const { id } = ((await answer.json()) as { invite: { id: string } }).invite;
      expect((await priya.call("DELETE", `/invites/${id}`)).status).toBe(200);
      vi.setSystemTime(Date.now() + 30_000);
      await deliverDue(bindings, priya.school, Date.now());
    }
    vi.useRealTimers();
  });

  it("changes role and staff type without a new link, and the address with one", async () => {
    const { priya } = people;
    const sent = await invite(priya, { role: "viewer" });
    const change = async (body: unknown) =>
      priya.call("PATCH", `/invites/${sent.id}`, body, {
        "If-Match": `"${(await look(priya, sent)).version}"`,
      });
    expect((await change({ role: "editor", staffType: "teacher" })).status).toBe(200);
    expect((await ask(`/accept/${tokenOf(sent, 1)}`)).status).toBe(200);
    await priya.call("POST", `/invites/${sent.id}/resends`);
    const moved = await change({ email: "Corrected@oakfield.example" });
    expect(((await moved.json()) as { invite: object }).invite).toMatchObject({
      email: "Corrected@oakfield.example",
      resends: 0,
      resendsLeft: 3,
      delivery: "queued",
    });
    expect((await ask(`/accept/${tokenOf(sent, 2)}`)).status).toBe(410);
    expect((await ask(`/accept/${tokenOf(sent, 3)}`)).status).toBe(200);
  });

  it("asks for the version seen, and shows the present row to somebody who is behind", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya, { role: "viewer" });
    // News of the mail is no edit: what was seen before it is still good.
    await vi.waitUntil(async () => (await look(priya, sent)).delivery === "sent");
    expect((await priya.call("PATCH", `/invites/${sent.id}`, { role: "editor" })).status).toBe(428);
    const match = { "If-Match": `"${sent.version}"` };
    expect(
      (await tom.call("PATCH", `/invites/${sent.id}`, { staffType: "governor" }, match)).status,
    ).toBe(200);
    const late = await priya.call("PATCH", `/invites/${sent.id}`, { role: "editor" }, match);
    const problem = (await late.json()) as {
      code: string;
      current: { staffType: string; version: number };
    };
    expect([late.status, problem.code, problem.current.staffType]).toEqual([
      412,
      "changed",
      "governor",
    ]);
    const repeat = await priya.call(
      "PATCH",
      `/invites/${sent.id}`,
      { role: "editor" },
      { "If-Match": `"${problem.current.version}"` },
    );
    expect(repeat.status).toBe(200);
    expect(await look(priya, sent)).toMatchObject({ role: "editor", staffType: "governor" });
  });

  it("lets one of two changes at the same moment through", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya, { role: "viewer" });
    const match = { "If-Match": `"${sent.version}"` };
    const answers = await Promise.all([
      priya.call("PATCH", `/invites/${sent.id}`, { role: "editor" }, match),
      tom.call("PATCH", `/invites/${sent.id}`, { role: "admin" }, match),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const winner = answers[0]?.status === 200 ? "editor" : "admin";
    expect((await look(priya, sent)).role).toBe(winner);
  });

  it("is spared a resend when acceptance came first, and the other way round, in twenty races", async () => {
    const { priya } = people;
    for (let round = 0; round < 20; round++) {
      const sent = await invite(priya);
      const [accepted, resent] = await Promise.all([
        submit(tokenOf(sent), filledIn()),
        priya.call("POST", `/invites/${sent.id}/resends`),
      ]);
      const after = await look(priya, sent);
      if (accepted.status === 303) expect(after.status).toBe("accepted");
      else expect([accepted.status, resent.status, after.status]).toEqual([410, 201, "pending"]);
    }
  });
});

describe("Idempotency-Key", () => {
  it("sends once for one key, also when the same request comes five times at once", async () => {
    const { priya } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const details = {
      email: `once${crypto.randomUUID().slice(0, 6)}@oakfield.example`,
      role: "editor",
    };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => priya.call("POST", "/invites", details, key)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    const ids = await Promise.all(
      answers.map(
        async (answer) => ((await answer.json()) as { invite: { id: string } }).invite.id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
    const again = await priya.call("POST", "/invites", details, key);
    expect(((await again.json()) as { invite: { id: string } }).invite.id).toBe(ids[0]);
    const history = await eventsSince(bindings, priya.school, 0);
    expect(
      history?.events.filter((event) => event.kind === "invite.sent" && event.invite.id === ids[0]),
    ).toHaveLength(1);
  });

  it("takes an invite's id from the client, so that it can be shown before the answer, and never one that is in use", async () => {
    const { priya } = people;
    const id = crypto.randomUUID();
    const details = { id, email: `own${id.slice(0, 6)}@oakfield.example`, role: "editor" };
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const answers = await Promise.all(
      [1, 2, 3].map(() => priya.call("POST", "/invites", details, key)),
    );
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toMatchObject([201, { invite: { id } }]);
    const answer = await priya.call("POST", "/invites", {
      ...details,
      email: `other${id.slice(0, 6)}@oakfield.example`,
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { code: "invalid", fields: { id: expect.any(String) } },
    ]);
    expect((await priya.call("POST", "/invites", { ...details, id: "7" })).status).toBe(422);
  });

  it("resends once for one key", async () => {
    const { priya } = people;
    const sent = await invite(priya);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        priya.call("POST", `/invites/${sent.id}/resends`, undefined, key),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect((await look(priya, sent)).resends).toBe(1);
  });

  it("belongs to account, route and body", async () => {
    const { priya, tom } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const email = () => `key${crypto.randomUUID().slice(0, 6)}@oakfield.example`;
    expect(
      (await priya.call("POST", "/invites", { email: email(), role: "editor" }, key)).status,
    ).toBe(201);
    const other = await priya.call("POST", "/invites", { email: email(), role: "editor" }, key);
    expect([other.status, await codeOf(other)]).toEqual([422, "key_reused"]);
    expect(
      (await tom.call("POST", "/invites", { email: email(), role: "editor" }, key)).status,
    ).toBe(201);
    const nonsense = await priya.call(
      "POST",
      "/invites",
      { email: email(), role: "editor" },
      { "Idempotency-Key": "7" },
    );
    expect(nonsense.status).toBe(422);
  });

  it("remembers successes alone", async () => {
    const { priya } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const details = { email: "retry@oakfield.example", role: "viewer" };
    const blocking = await invite(priya, { email: details.email });
    expect((await priya.call("POST", "/invites", details, key)).status).toBe(409);
    await priya.call("PUT", `/invites/${blocking.id}/revocation`);
    expect((await priya.call("POST", "/invites", details, key)).status).toBe(201);
  });
});

describe("lists and history", () => {
  it("pages through the invites without missing or doubling any", async () => {
    const { ngozi } = people;
    const made = [];
    for (let i = 0; i < 7; i++) made.push((await invite(ngozi)).id);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = (await (
        await ngozi.get(`/invites?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      ).json()) as {
        items: { id: string }[];
        next: string | null;
      };
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen).toHaveLength(7);
    await ngozi.call("PUT", `/invites/${made[0]}/revocation`);
    const revoked = (await (await ngozi.get("/invites?status=revoked")).json()) as {
      items: { id: string }[];
    };
    expect(revoked.items.map((item) => item.id)).toEqual([made[0]]);
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=x",
      "cursor=x",
      "status=lost",
      "colour=red",
    ]) {
      expect((await ngozi.get(`/invites?${query}`)).status, query).toBe(422);
    }
  });

  it("tells the number of the history it knows with every answer", async () => {
    const { priya } = people;
    const before = (await priya.get("/snapshot")).headers.get("X-Seq") ?? "";
    const sent = await priya.call("POST", "/invites", {
      email: "number@oakfield.example",
      role: "viewer",
    });
    const after = sent.headers.get("X-Seq") ?? "";
    const [epoch, seq] = before.split(/\.(?=\d+$)/);
    expect(after.startsWith(`${epoch}.`)).toBe(true);
    expect(Number(after.split(".").at(-1))).toBeGreaterThan(Number(seq));
  });

  it("gives a snapshot and then exactly the events after it", async () => {
    const { priya } = people;
    const snapshot = (await (await priya.get("/snapshot")).json()) as {
      epoch: string;
      seq: number;
      invites: object[];
      users: object[];
      groups: object[];
      members: object[];
    };
    const sent = await invite(priya);
    const news = (await (await priya.get(`/events?since=${snapshot.seq}`)).json()) as {
      epoch: string;
      to: number;
      events: { seq: number; kind: string; invite: object }[];
    };
    expect(news.epoch).toBe(snapshot.epoch);
    expect(news.events.map((event) => event.seq)).toEqual(
      news.events.map((_, i) => snapshot.seq + 1 + i),
    );
    expect(news.events.find((event) => event.kind === "invite.sent")).toMatchObject({
      invite: { id: sent.id },
    });
    expect((await priya.get("/events?since=x")).status).toBe(422);
    expect((await priya.get("/events")).status).toBe(422);
  });
});

describe("headers and secrets", () => {
  it("come with every answer", async () => {
    const { priya } = people;
    const sent = await invite(priya);
    const answers = {
      api: await priya.get("/snapshot"),
      refusal: await ask("/api/session"),
      page: await ask("/sign-in"),
      accept: await ask(`/accept/${tokenOf(sent)}`),
      forged: await ask("/accept/nonsense"),
      missing: await ask("/nowhere"),
      health: await ask("/healthz"),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      expect(policy, name).toContain("default-src 'none'");
      expect(policy, name).toContain("frame-ancestors 'none'");
      expect(policy, name).not.toContain("unsafe");
      expect(answer.headers.get("X-Content-Type-Options"), name).toBe("nosniff");
      expect(answer.headers.get("Strict-Transport-Security"), name).toContain("max-age=");
      expect(answer.headers.get("Cross-Origin-Opener-Policy"), name).toBe("same-origin");
      expect(answer.headers.get("Permissions-Policy"), name).toContain("camera=()");
    }
    for (const name of ["api", "refusal", "accept", "forged"] as const)
      expect(answers[name].headers.get("Cache-Control"), name).toBe("no-store");
    for (const name of ["accept", "forged"] as const)
      expect(answers[name].headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(answers.page.headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
    expect(await answers.health.json()).toMatchObject({
      ok: true,
      version: expect.any(String),
      mail: "dev",
    });
  });

  it("bring the server's time with every answer of the API, refusals and what is not there among them", async () => {
    const { priya } = people;
    const now = Date.now();
    const answers = [
      await priya.get("/snapshot"),
      await priya.call("POST", "/invites", { email: "nonsense", role: "editor" }),
      await ask("/api/session"),
      await ask("/api/nowhere"),
      await ask("/api/session", { method: "POST", headers: { Origin: "https://evil.example" } }),
    ];
    for (const { status, headers } of answers) {
      const time = Number(headers.get("X-Now"));
      expect(time - now, String(status)).toBeGreaterThanOrEqual(0);
      expect(Date.now() - time, String(status)).toBeGreaterThanOrEqual(0);
      expect(headers.get("Date"), String(status)).toBe(new Date(time).toUTCString());
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 401, 404, 403]);
  });

  it("keep tokens out of the database, the answers, the events and the log", async () => {
    const logged = vi.spyOn(console, "log");
    const { priya } = people;
    const sent = await invite(priya);
    await priya.call("POST", `/invites/${sent.id}/resends`);
    await submit(tokenOf(sent, 2), filledIn());
    const macs = [1, 2].map((generation) => tokenOf(sent, generation).split(".").at(-1) ?? "");
    const { results: tables } = await bindings.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'",
    ).all<{ name: string }>();
    const everything = [];
    for (const { name } of tables)
      if (!name.startsWith("_cf"))
        everything.push((await bindings.DB.prepare(`select * from "${name}"`).all()).results);
    for (const path of [
      "/snapshot",
      "/events?since=0",
      "/invites?limit=200",
      `/invites/${sent.id}`,
    ])
      everything.push(await (await priya.get(path)).text());
    everything.push(logged.mock.calls);
    const haystack = JSON.stringify(everything);
    expect(haystack.length).toBeGreaterThan(10_000);
    for (const mac of macs) expect(haystack).not.toContain(mac);
    expect(haystack).not.toContain("correct horse 7 battery");
  });

  it("are not served without ORIGIN and LINK_SECRET: only /healthz answers", async () => {
    const { api } = await import("#worker/api");
    const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
    for (const missing of [{ ORIGIN: "" }, { LINK_SECRET: "" }, { LINK_SECRET: "k1:c2hvcnQ=" }]) {
      const bare = { ...bindings, ...missing };
      const page = await api.fetch(new Request(`${origin}/sign-in`), bare, context);
      expect([
        page.status,
        page.headers.get("Content-Type")?.includes("problem")
          ? await codeOf(page)
          : "not_configured",
      ]).toEqual([503, "not_configured"]);
      expect((await api.fetch(new Request(`${origin}/healthz`), bare, context)).status).toBe(200);
    }
  });
});
