import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expireDue } from "#worker/invites/expiry";
import { historyIsWhole } from "../../history.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
});

const minute = 60_000;
const hour = 60 * minute;

async function accountsCalled(familyName: string): Promise<number> {
  const row = await bindings.DB.prepare("select count(*) as n from users where family_name = ?")
    .bind(familyName)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

function sessionOf(answer: Response): string {
  return /__Host-session=([^;]+)/.exec(answer.headers.get("Set-Cookie") ?? "")?.[1] ?? "";
}

describe("the life of an invite", () => {
  it("takes Joy from Priya's invite to her school, signed in", async () => {
    const { priya, oakfield } = people;
    const sent = await invite(priya, {
      email: "Joy.Okafor@oakfield.example",
      role: "editor",
      staffType: "teacher",
    });
    expect(sent).toMatchObject({
      status: "pending",
      email: "Joy.Okafor@oakfield.example",
      resends: 0,
      resendsLeft: 3,
      invitedBy: { id: priya.id },
    });
    expect(Date.parse(sent.expiresAt) - Date.parse(sent.sentAt)).toBe(24 * hour);

    const page = await ask(`/accept/${tokenOf(sent)}`);
    expect(page.status).toBe(200);
    const text = await page.text();
    for (const words of [
      "Oakfield High",
      "Priya Shah",
      "Joy.Okafor@oakfield.example",
      "Create my account",
    ])
      expect(text).toContain(words);

    const answer = await submit(
      tokenOf(sent),
      filledIn({ familyName: "Okafor-Life", username: " NG75PN_Okafor " }),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/");

    const joy = new Somebody("", "Joy", oakfield, sessionOf(answer));
    const who = (await (await joy.ask("/api/session")).json()) as {
      user: { username: string };
      memberships: unknown[];
    };
    expect(who.user.username).toBe("ng75pn_okafor");
    expect(who.memberships).toMatchObject([
      { schoolId: oakfield, schoolName: "Oakfield High", role: "editor", staffType: "teacher" },
    ]);

    const accepted = await look(priya, sent);
    expect(accepted).toMatchObject({
      status: "accepted",
      userId: expect.any(String),
      acceptedAt: expect.any(String),
    });
  });

  it("[A19] keeps whoever sets up on their own device signed in for a week, and anybody else while the browser is open", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya, oakfield } = people;
    const start = Date.now();
    const [own, shared] = [await invite(priya), await invite(priya)];
    const page = await (await ask(`/accept/${tokenOf(own)}`)).text();
    expect(page).toContain("up to 30 days, and until 7 days without use");
    // A slip keeps the tick.
    const slip = await submit(tokenOf(own), filledIn({ ownDevice: "yes", password: "short" }));
    expect(await slip.text()).toMatch(/name="ownDevice"[^>]*checked/);
    const ticked = await submit(tokenOf(own), filledIn({ ownDevice: "yes" }));
    const unticked = await submit(tokenOf(shared), filledIn());
    expect(ticked.headers.getSetCookie().join("\n")).toMatch(
      /__Host-session=[^\n]*Max-Age=2592000/,
    );
    expect(unticked.headers.getSetCookie().join("\n")).not.toMatch(
      /__Host-session=[^\n]*(?:Max-Age|Expires)/i,
    );
    const [hers, his] = [ticked, unticked].map(
      (answer) => new Somebody("", "", oakfield, sessionOf(answer)),
    );
    vi.setSystemTime(start + 8 * hour);
    expect((await his?.ask("/api/session"))?.status).toBe(401);
    vi.setSystemTime(start + 7 * 24 * hour - 1);
    expect((await hers?.ask("/api/session"))?.status).toBe(200);
    vi.setSystemTime(start + 14 * 24 * hour);
    expect((await hers?.ask("/api/session"))?.status).toBe(401);
  });

  it("makes one account of ten submits of one link at once", async () => {
    const sent = await invite(people.tom);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => submit(tokenOf(sent), filledIn({ familyName: "Tenfold" }))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(9).fill(410)]);
    expect(await accountsCalled("Tenfold")).toBe(1);
    const sessions = answers.filter((answer) => sessionOf(answer));
    expect(sessions).toHaveLength(1);
  });

  it("keeps an account out of a school whose invite changed its role, until the role the admin saw committed counts", async () => {
    const { priya } = people;
    for (let round = 0; round < 6; round++) {
      const sent = await invite(priya, { role: "viewer" });
      const change = priya.call(
        "PATCH",
        `/invites/${sent.id}`,
        { role: "editor" },
        { "If-Match": `"${sent.version}"` },
      );
      const [accepted, changed] = await Promise.all([submit(tokenOf(sent), filledIn()), change]);
      expect(accepted.status).toBe(303);
      const after = await look(priya, sent);
      const user = (await bindings.DB.prepare("select role from memberships where user_id = ?")
        .bind(after.userId)
        .first()) as {
        role: string;
      };
      expect(user.role).toBe(changed.status === 200 ? "editor" : "viewer");
      expect(after.role).toBe(user.role);
    }
  });
});

describe("races for one link", () => {
  it("lets exactly one of accepting, withdrawing, resending and expiring win, and the row, the account and the history agree", async () => {
    const { priya, tom } = people;
    for (let round = 0; round < 12; round++) {
      const familyName = `Race${round}`;
      const sent = await invite(priya);
      const acts = [
        () => submit(tokenOf(sent), filledIn({ familyName })),
        () => tom.call("PUT", `/invites/${sent.id}/revocation`),
        () => priya.call("POST", `/invites/${sent.id}/resends`),
        () => submit(tokenOf(sent), filledIn({ familyName })),
      ];
      const order = acts.map((_, i) => acts[(i + round) % acts.length]) as typeof acts;
      const answers = await Promise.all(order.map((act) => act()));
      for (const answer of answers)
        expect(answer.status, await answer.clone().text()).toBeLessThan(500);
      const accepted = answers.filter((answer) => answer.status === 303).length;
      const after = await look(priya, sent);
      expect(accepted).toBeLessThanOrEqual(1);
      expect(await accountsCalled(familyName)).toBe(accepted);
      expect(after.status === "accepted").toBe(accepted === 1);
    }
    await historyIsWhole(priya);
  });

  it("lets expiry and a change of role race along: the account has the role the admin last saw committed, or is not there", async () => {
    const { priya, tom, oakfield } = people;
    for (let round = 0; round < 10; round++) {
      const familyName = `Expiring${round}`;
      const sent = await invite(priya, { role: "viewer" });
      // The time runs out while the others are at it, a little later each round.
      const soon = Date.now() + 5 + round * 10;
      await bindings.DB.prepare(
        "update invites set expires_at = ?, version = version + 1 where id = ?",
      )
        .bind(soon, sent.id)
        .run();
      const expiring = new Promise((resolve) => setTimeout(resolve, soon - Date.now())).then(() =>
        expireDue(bindings, oakfield, Date.now()),
      );
      const [accepted, again, changed] = await Promise.all([
        submit(tokenOf(sent), filledIn({ familyName })),
        submit(tokenOf(sent), filledIn({ familyName })),
        priya.call(
          "PATCH",
          `/invites/${sent.id}`,
          { role: "editor" },
          { "If-Match": `"${sent.version}"` },
        ),
        tom.call("POST", `/invites/${sent.id}/resends`),
        expiring,
      ]);
      const wins = [accepted, again].filter((answer) => answer.status === 303).length;
      const after = await look(priya, sent);
      expect(await accountsCalled(familyName)).toBe(wins);
      expect(after.status === "accepted").toBe(wins === 1);
      if (wins === 1) {
        const role = await bindings.DB.prepare("select role from memberships where user_id = ?")
          .bind(after.userId)
          .first("role");
        expect(role).toBe(after.role);
        expect(role).toBe(changed.status === 200 ? "editor" : "viewer");
      }
    }
    await historyIsWhole(priya);
  });

  it("refuses at the very millisecond of expiry, and accepts one before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const now = Date.now();
    vi.setSystemTime(now);
    const [late, early] = [await invite(people.priya), await invite(people.priya)];
    vi.setSystemTime(Date.parse(early.expiresAt) - 1);
    expect((await submit(tokenOf(early), filledIn())).status).toBe(303);
    vi.setSystemTime(Date.parse(late.expiresAt));
    expect((await submit(tokenOf(late), filledIn())).status).toBe(410);
  });
});

describe("a dead link says why", () => {
  it("used, before anything else", async () => {
    const sent = await invite(people.priya);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
    for (const answer of [
      await ask(`/accept/${tokenOf(sent)}`),
      await submit(tokenOf(sent), filledIn()),
    ]) {
      expect(answer.status).toBe(410);
      expect(await answer.text()).toMatch(/already been used|used already|has been used/i);
    }
  });

  it("withdrawn", async () => {
    const sent = await invite(people.priya);
    await people.tom.call("PUT", `/invites/${sent.id}/revocation`);
    const answer = await ask(`/accept/${tokenOf(sent)}`);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toMatch(/withdr[ae]wn?/i);
  });

  it("replaced by a newer one, which works", async () => {
    const sent = await invite(people.priya);
    expect((await people.tom.call("POST", `/invites/${sent.id}/resends`)).status).toBe(201);
    const old = await ask(`/accept/${tokenOf(sent, 1)}`);
    expect(old.status).toBe(410);
    expect(await old.text()).toMatch(/newer/i);
    expect((await ask(`/accept/${tokenOf(sent, 2)}`)).status).toBe(200);
  });

  it("expired", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const sent = await invite(people.priya);
    vi.setSystemTime(Date.parse(sent.expiresAt));
    const answer = await ask(`/accept/${tokenOf(sent)}`);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toMatch(/expired|ran out/i);
  });

  it("withdrawn wins over replaced and expired", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const sent = await invite(people.priya);
    await people.tom.call("POST", `/invites/${sent.id}/resends`);
    await people.tom.call("PUT", `/invites/${sent.id}/revocation`);
    vi.setSystemTime(Date.now() + 25 * hour);
    expect(await (await ask(`/accept/${tokenOf(sent, 1)}`)).text()).toMatch(/withdr[ae]wn?/i);
  });
});

describe("mail scanners", () => {
  it("change nothing by GET and HEAD, however often", async () => {
    const sent = await invite(people.priya);
    const before = await look(people.priya, sent);
    for (const method of ["GET", "HEAD", "GET"])
      expect((await ask(`/accept/${tokenOf(sent)}`, { method })).status).toBe(200);
    await ask(`/accept/${tokenOf(sent)}/usernames/ng75pn_scanner`);
    const after = await look(people.priya, sent);
    expect({ ...after, version: 0, delivery: "" }).toEqual({ ...before, version: 0, delivery: "" });
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
  });
});

describe("the form [I7] [I8]", () => {
  it("keeps everything but the password when something is wrong", async () => {
    const sent = await invite(people.priya);
    const form = filledIn({ title: "Dr", phone: "0115 496 0000", password: "password1" });
    const answer = await submit(tokenOf(sent), form);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    for (const kept of ["Dr", "Joy", "Okafor", "0115 496 0000", form.username as string])
      expect(text).toContain(kept);
    expect(text).not.toContain('value="password1"');
    expect((await look(people.priya, sent)).status).toBe("pending");
  });

  it("says at once what is wrong with the username and what with the password", async () => {
    const sent = await invite(people.priya);
    const answer = await submit(
      tokenOf(sent),
      filledIn({ username: "ng gómez!", password: "abc" }),
    );
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('href="#username"');
    expect(text).toContain("Use at least 8 characters.");
  });

  it("says that a username is taken, offers the next free one, and takes it", async () => {
    const first = await invite(people.priya);
    const username = `ls_${crypto.randomUUID().slice(0, 6)}x`;
    expect((await submit(tokenOf(first), filledIn({ username }))).status).toBe(303);
    const second = await invite(people.priya);
    const check = await ask(`/accept/${tokenOf(second)}/usernames/${username.toUpperCase()}`);
    expect(await check.json()).toEqual({ available: false, suggestion: `${username}2` });
    const answer = await submit(tokenOf(second), filledIn({ username }));
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain(`${username}2`);
    expect((await submit(tokenOf(second), filledIn({ username: `${username}2` }))).status).toBe(
      303,
    );
  });

  it("checks sixty usernames an hour for one link", async () => {
    const sent = await invite(people.priya);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) => ask(`/accept/${tokenOf(sent)}/usernames/guess${i}`)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(60);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(4);
  });

  it("gives somebody who began in time half an hour, once for each link", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya } = people;
    const sent = await invite(priya);
    const opening = () =>
      ask(`/accept/${tokenOf(sent)}/opening`, { method: "POST", headers: { Origin: "null" } });
    expect((await opening()).status).toBe(204);
    expect(await look(priya, sent)).toMatchObject({
      openedAt: expect.any(String),
      expiresAt: sent.expiresAt,
    });
    const late = Date.parse(sent.expiresAt) - 5 * minute;
    vi.setSystemTime(late);
    await opening();
    await priya.returns();
    expect(Date.parse((await look(priya, sent)).expiresAt)).toBe(late + 30 * minute);
    vi.setSystemTime(late + 20 * minute);
    await opening();
    expect(Date.parse((await look(priya, sent)).expiresAt)).toBe(late + 30 * minute);
    vi.setSystemTime(late + 30 * minute - 1);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
  });

  it("answers an opening alike for good, dead and forged links", async () => {
    const sent = await invite(people.priya);
    const tokens = [tokenOf(sent), tokenOf(sent, 7), "nonsense"];
    for (const token of tokens)
      expect(
        (await ask(`/accept/${token}/opening`, { method: "POST", headers: { Origin: "null" } }))
          .status,
      ).toBe(204);
  });
});

describe("forged links", () => {
  it("open nothing: flipped, cut, extended, swapped, of another purpose", async () => {
    const [one, other] = [await invite(people.priya), await invite(people.priya)];
    const token = tokenOf(one);
    const [kid, id, generation, mac] = token.split(".") as [string, string, string, string];
    const last = mac.at(-1) as string;
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // The last character of 43 carries two spare bits: another spelling of the same bytes is still another token.
    const respelt = alphabet[alphabet.indexOf(last) ^ 1] as string;
    const forged = [
      token.slice(0, -1),
      `${token}A`,
      `${token}.x`,
      [kid, id, generation, mac.slice(0, -1) + respelt].join("."),
      [kid, other.id, generation, mac].join("."),
      [kid, id, "2", mac].join("."),
      [kid, id, "01", mac].join("."),
      ["k0", id, generation, mac].join("."),
      [kid, id, generation, mac.toLowerCase()].join("."),
      ...Array.from(
        token,
        (char, i) => token.slice(0, i) + (char === "A" ? "B" : "A") + token.slice(i + 1),
      ).filter((t) => t !== token),
    ];
    for (const bad of forged) {
      const answer = await ask(`/accept/${encodeURIComponent(bad)}`);
      expect(answer.status, bad).toBe(404);
      expect(await answer.text()).not.toContain("Oakfield");
    }
  });

  it("cost no database read", async () => {
    const spy = vi.spyOn(env.DB as D1Database, "prepare");
    await ask("/accept/k1.nobody.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });

  it("still open when signed by the key before", async () => {
    const sent = await invite(people.priya);
    const { signLink, readLinkKeys } = await import("#worker/links");
    const [, old] = readLinkKeys(bindings.LINK_SECRET ?? "");
    if (!old) throw new Error("no second key");
    expect((await ask(`/accept/${signLink([old], "accept", sent.id, 1)}`)).status).toBe(200);
    expect((await ask(`/accept/${signLink([old], "reset", sent.id, 1)}`)).status).toBe(404);
  });
});

describe("an invite to somebody who has an account at another school", () => {
  it("is an offer, taken up by signing in, and gives a second school", async () => {
    const { ngozi, priya, fernhill, oakfield } = people;
    const first = await invite(ngozi, { email: "sam@both.example" });
    const form = filledIn({ username: "sam_both", familyName: "Both" });
    expect((await submit(tokenOf(first), form)).status).toBe(303);
    const offer = await invite(priya, { email: "SAM@both.example", role: "viewer" });
    const page = await ask(`/accept/${tokenOf(offer)}`);
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("Fernhill");
    expect(
      (await submit(tokenOf(offer), { username: "sam_both", password: "wrong one 1" })).status,
    ).toBe(401);
    const answer = await submit(tokenOf(offer), {
      username: "Sam_Both ",
      password: form.password as string,
    });
    expect(answer.status).toBe(303);
    const sam = new Somebody("", "Sam", oakfield, sessionOf(answer));
    const who = (await (await sam.ask("/api/session")).json()) as {
      memberships: { schoolId: string; role: string }[];
    };
    expect(who.memberships.map(({ schoolId, role }) => [schoolId, role])).toEqual([
      [fernhill, "editor"],
      [oakfield, "viewer"],
    ]);
    expect(await accountsCalled("Both")).toBe(1);
  });

  it("is refused to anybody else's account", async () => {
    const { ngozi, priya } = people;
    const mine = filledIn({ username: "kim_other" });
    expect(
      (await submit(tokenOf(await invite(ngozi, { email: "kim@both.example" })), mine)).status,
    ).toBe(303);
    const theirs = filledIn({ username: "lee_other" });
    expect(
      (await submit(tokenOf(await invite(ngozi, { email: "lee@both.example" })), theirs)).status,
    ).toBe(303);
    const offer = await invite(priya, { email: "kim@both.example" });
    expect(
      (await submit(tokenOf(offer), { username: "lee_other", password: theirs.password as string }))
        .status,
    ).toBe(422);
    expect((await look(priya, offer)).status).toBe("pending");
  });
});
