import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
});

const hour = 3600_000;

/** How a browser asks for a page. */
const browser = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

async function read(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text();
}

/** The words of a page, as they are read. */
function words(html: string): string {
  const plain = html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]+>/g, " ");
  return plain.replace(/&#39;/g, "'").replace(/\s+/g, " ");
}

function shownIn(html: string, name: string): string | undefined {
  const input = new RegExp(`<input id="${name}"[^>]*>`).exec(html)?.[0] ?? "";
  return / value="([^"]*)"/.exec(input)?.[1];
}

function post(
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = { Origin: origin },
): Promise<Response> {
  const body = new URLSearchParams(form).toString();
  return ask(path, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
  });
}

describe("every page", () => {
  it("is one small request: its style is in it, named by its hash, and nothing else is inline", async () => {
    const sent = await invite(people.priya);
    for (const path of [
      `/accept/${tokenOf(sent)}`,
      "/accept/forged",
      "/sign-in",
      "/register",
      "/nowhere",
    ]) {
      const answer = await ask(path, { headers: browser });
      const html = await answer.text();
      expect(html.startsWith("<!doctype html><html"), path).toBe(true);
      expect(gzipSync(html).length, path).toBeLessThanOrEqual(10_000);
      expect(html).not.toMatch(
        / style=|<script(?![^>]* src=)|\son\w+=|https?:\/\/(?!www\.w3\.org)/,
      );
      const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
      const hash = createHash("sha256").update(style).digest("base64");
      expect(style.length).toBeGreaterThan(1000);
      expect(answer.headers.get("Content-Security-Policy")).toContain(
        `style-src 'self' 'sha256-${hash}'`,
      );
      expect(answer.headers.get("Content-Security-Policy")).toContain("script-src 'self';");
    }
  });

  it("keeps what people typed from becoming part of the page", async () => {
    const sent = await invite(people.priya);
    const html = await read(
      submit(tokenOf(sent), filledIn({ givenName: '"><script src=x></script>', phone: "<b>" })),
    );
    expect(html).not.toContain("<script src=x>");
    expect(html).not.toContain("<b></");
  });
});

describe("the set-up page [I8]", () => {
  it("says who invited whom to which school as what, and for how long", async () => {
    const now = Date.now();
    const sent = await invite(people.priya, {
      email: "J.Adeyemi@oakfield.example",
      role: "admin",
      staffType: "ict_coordinator",
    });
    vi.setSystemTime(now + 2 * hour + 20 * 60_000);
    const text = words(await read(ask(`/accept/${tokenOf(sent)}`)));
    expect(text).toContain(
      "Priya Shah invited J.Adeyemi@oakfield.example to join Oakfield High as an ICT co-ordinator (Admin).",
    );
    expect(text).toMatch(/This link works once, for another 21 h (39|40) min/);
    expect(text).toContain("Nothing happens until you press the button.");
  });

  it("asks for everything by the names people know, and proposes a free username", async () => {
    const sent = await invite(people.priya, { email: "a.lindqvist@oakfield.example" });
    const html = await read(ask(`/accept/${tokenOf(sent)}`));
    for (const label of [
      "Title",
      "First name",
      "Middle name",
      "Surname",
      "Phone",
      "Username",
      "Password",
    ])
      expect(html).toContain(`>${label}<`);
    expect(shownIn(html, "username")).toBe("ng75pn_lindqvist");
    expect(words(html)).toContain("ng75pn_lindqvist is free");
    for (const token of [
      "honorific-prefix",
      "given-name",
      "additional-name",
      "family-name",
      "tel",
      "username",
      "new-password",
    ]) {
      expect(html).toContain(`autocomplete="${token}"`);
    }
  });

  it("shows the form again with everything but the password, and what is wrong where", async () => {
    const sent = await invite(people.priya);
    const typed = {
      title: "Dr",
      givenName: "Joy",
      middleName: "Ada",
      familyName: "Okafor",
      phone: "call me",
      username: "Joy O",
      password: "hunter2-hunter2",
    };
    const answer = await submit(tokenOf(sent), typed);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    const { password, ...others } = typed;
    for (const [name, value] of Object.entries(others))
      expect(shownIn(html, name), name).toBe(value);
    expect(html).not.toContain(password);
    expect(html).toMatch(/role="alert".*href="#phone".*href="#username"/s);
    expect(html).toMatch(
      /<input id="phone"[^>]*autofocus[^>]*aria-invalid="true"[^>]*aria-describedby="phone-slip"/,
    );
    expect(words(html)).toContain("Type your password again");
  });

  it.each([
    ["short1", "Use at least 8 characters."],
    ["no number here", "Put at least one number in it."],
    ["Liverpool1", "This one is on lists of leaked passwords. Choose another."],
    [" NG75PN_Same1 ", "Choose something other than your username."],
  ])("refuses the password %s in words [A10]", async (password, sentence) => {
    const answer = await submit(
      tokenOf(await invite(people.priya)),
      filledIn({ username: "ng75pn_same1", password }),
    );
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(words(html)).toContain(sentence);
    expect(html).not.toContain(`"${password}"`);
  });

  it("names a free username when the wanted one is taken", async () => {
    const first = await invite(people.priya);
    expect((await submit(tokenOf(first), filledIn({ username: "ng75pn_twice" }))).status).toBe(303);
    const answer = await submit(
      tokenOf(await invite(people.tom)),
      filledIn({ username: "ng75pn_twice" }),
    );
    expect(answer.status).toBe(409);
    expect(words(await answer.text())).toContain("ng75pn_twice2 is free");
  });
});

describe("a dead link [I5]", () => {
  it("that was used leads to signing in", async () => {
    const sent = await invite(people.priya, { email: "used.once@oakfield.example" });
    await submit(tokenOf(sent), filledIn());
    const answer = await ask(`/accept/${tokenOf(sent)}`);
    const html = await answer.text();
    expect(answer.status).toBe(410);
    expect(words(html)).toContain("This link has been used already");
    expect(html).toContain('href="/sign-in"');
    expect(html).not.toContain("used.once");
  });

  it("that was withdrawn says so and whom to ask", async () => {
    const sent = await invite(people.tom);
    await people.priya.call("PUT", `/invites/${sent.id}/revocation`);
    const text = words(await read(ask(`/accept/${tokenOf(sent)}`)));
    expect(text).toContain("This invite was withdrawn");
    expect(text).toContain("ask Tom Mills at Oakfield High");
  });

  it("that has expired says until when it worked, in the school's time", async () => {
    const sent = await invite(people.tom);
    vi.setSystemTime(Date.parse(sent.expiresAt));
    const answer = await ask(`/accept/${tokenOf(sent)}`);
    expect(answer.status).toBe(410);
    const text = words(await answer.text());
    expect(text).toContain("This link has expired");
    expect(text).toMatch(/It worked until \w+ \d+ \w+ \d{4} at \d\d:\d\d \(UK time\)\./);
    expect(text).toContain("Ask Tom Mills at Oakfield High to send you a new one.");
  });

  it("that a newer mail replaced says so, and not where that one went", async () => {
    const sent = await invite(people.tom);
    const moved = { email: "elsewhere@oakfield.example" };
    expect(
      (
        await people.tom.call("PATCH", `/invites/${sent.id}`, moved, {
          "If-Match": `"${sent.version}"`,
        })
      ).status,
    ).toBe(200);
    const text = words(await read(ask(`/accept/${tokenOf(sent)}`)));
    expect(text).toContain("A newer mail replaced this link");
    expect(text).toContain("Look for the latest mail from Oakfield High");
    expect(text).not.toContain("elsewhere");
  });

  it("that nobody here made says only that it is not valid", async () => {
    const answer = await ask("/accept/k1.made-up.1.nonsense");
    expect(answer.status).toBe(404);
    const text = words(await answer.text());
    expect(text).toContain("This link is not valid");
    expect(text).not.toContain("Oakfield");
  });
});

describe("an offer of a second school", () => {
  it("asks for the account the person has, without naming its school", async () => {
    const { ngozi, priya } = people;
    const { email } = (await bindings.DB.prepare("select email from users where id = ?")
      .bind(ngozi.id)
      .first<{ email: string }>()) ?? { email: "" };
    const sent = await invite(priya, { email, role: "viewer", staffType: "governor" });
    const html = await read(ask(`/accept/${tokenOf(sent)}`));
    expect(words(html)).toContain("This address already has a Staffroom account.");
    expect(words(html)).toContain("to join Oakfield High as a Governor (Viewer).");
    expect(html).not.toContain("Fernhill");
    const refused = await submit(tokenOf(sent), { username: "Somebody_1", password: "" });
    expect(refused.status).toBe(422);
    expect(shownIn(await refused.text(), "username")).toBe("Somebody_1");
  });
});

describe("a password field", () => {
  it("can be shown on every page that has one", async () => {
    const sent = await invite(people.priya);
    for (const path of ["/sign-in", `/accept/${tokenOf(sent)}`])
      expect(await read(ask(path)), path).toMatch(/type="password"[^>]*\/?>\s*<button[^>]*reveal/);
  });
});

describe("registering a school [S1]", () => {
  it("shows what is wrong, and keeps what was typed", async () => {
    const answer = await post("/register", {
      name: "Elm",
      postcode: "nowhere",
      email: "head@elm.example",
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(shownIn(html, "name")).toBe("Elm");
    expect(words(html)).toContain("Use a UK postcode, like NG7 5PN.");
  });

  it("makes its first Owner welcome, and sends a new link while nobody owns it", async () => {
    const sent = await post("/register", {
      name: "Elm Academy",
      postcode: "NG1 1AA",
      email: "head@elm.example",
    });
    expect(sent.status).toBe(202);
    const row = await bindings.DB.prepare(
      "select id, expires_at as ends from invites where canonical_email = 'head@elm.example'",
    ).first<{ id: string; ends: number }>();
    const token = tokenOf({ id: row?.id ?? "" });
    expect(words(await read(ask(`/accept/${token}`)))).toContain(
      "You are setting up Elm Academy as its first Owner",
    );

    vi.setSystemTime(row?.ends ?? 0);
    expect(await read(ask(`/accept/${token}`))).toContain('name="renew"');
    const renewed = words(
      await read(post(`/accept/${token}`, { renew: "yes" }, { Origin: "null" })),
    );
    expect(renewed).toContain("A new link is on its way, to the same address as before.");
    expect(renewed).not.toContain("head@elm.example");
  });
});

describe("a refusal", () => {
  it("is a page for a person's browser, and problem JSON for programs", async () => {
    const page = await ask("/nowhere", { headers: browser });
    expect(page.status).toBe(404);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(words(await page.text())).toContain("There is no such page");

    const asked = [
      ask("/nowhere"),
      ask("/nowhere", { headers: { Accept: "*/*" } }),
      ask("/api/nowhere", { headers: browser }),
      ask("/api/nowhere"),
    ];
    const answers = await Promise.all(asked);
    for (const answer of answers)
      expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it("of another website's form is a page, too", async () => {
    const answer = await post(
      "/sign-in",
      { username: "x", password: "y" },
      { ...browser, Origin: "https://elsewhere.example" },
    );
    expect(answer.status).toBe(403);
    expect(words(await answer.text())).toContain("This request came from another website");
  });
});
