import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { users } from "#db/schema";
import { hashPassword } from "#worker/accounts/sessions";
import { settings } from "#worker/env";
import { signLink } from "#worker/links";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, Somebody as Person, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const password = "long enough 9";
let hash: string;
beforeAll(async () => {
  hash = await hashPassword(password);
});

/** What Tom's browser sends: he is signed in on it, and said that it is his own. */
const browserOf = (person: Somebody) => `${person.cookie}; __Host-device=${person.id}`;
const from = (person: Somebody) => ({ Origin: "null", Cookie: browserOf(person) });
const opened = (path: string, person: Somebody) =>
  ask(path, { headers: { Cookie: browserOf(person) } });
const isIn = async (person: Somebody) => (await person.ask("/api/session")).status === 200;
const cookies = (answer: Response) => answer.headers.getSetCookie();

/** A link for a new password of somebody's, as it is mailed. */
async function resetLink(of: Somebody): Promise<string> {
  await open(bindings.DB)
    .update(users)
    .set({ resetGeneration: 1, resetExpiresAt: Date.now() + 60_000 })
    .where(eq(users.id, of.id));
  const keys = settings(bindings)?.linkKeys ?? [];
  return signLink(keys as never, "reset", of.id, 1);
}

async function post(path: string, form: Record<string, string>, by: Somebody): Promise<Response> {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...from(by) },
    body: new URLSearchParams(form).toString(),
  });
}

describe("[I17] a link opened where somebody else is signed in", () => {
  it("says who that is and shows no form to fill in; Joy's link stays good", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya, { email: "joy.else@oakfield.example" });
    const page = await opened(`/accept/${tokenOf(sent)}`, tom);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain("You are signed in as Tom Mills");
    expect(text).toContain("joy.else@oakfield.example");
    expect(text).toContain("Sign out and go on");
    expect(text).not.toContain('name="password"');
    expect(cookies(page)).toEqual([]);
    expect((await look(priya, sent)).status).toBe("pending");
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
  });

  it("does nothing when a form comes from it all the same: Tom stays signed in, what Joy typed is kept, but for the password", async () => {
    const { priya, tom } = people;
    const sent = await invite(priya);
    const form = filledIn({ givenName: "Joyce", phone: "0115 496 0000" });
    const answer = await submit(tokenOf(sent), form, from(tom));
    expect(answer.status).toBe(409);
    const text = await answer.text();
    expect(text).toContain("You are signed in as Tom Mills");
    for (const kept of ["Joyce", "0115 496 0000", form.username as string])
      expect(text).toContain(`value="${kept}"`);
    expect(text).not.toContain(form.password as string);
    expect(cookies(answer)).toEqual([]);
    expect(await isIn(tom)).toBe(true);
    expect((await look(priya, sent)).status).toBe("pending");

    const next = await post(`/accept/${tokenOf(sent)}`, { ...form, signOut: "yes" }, tom);
    expect(next.status).toBe(200);
    const page = await next.text();
    expect(page).toContain("Set up your account");
    for (const kept of ["Joyce", "0115 496 0000", form.username as string])
      expect(page).toContain(`value="${kept}"`);
    expect(page).not.toContain(form.password as string);
    expect(await isIn(tom)).toBe(false);
    expect((await look(priya, sent)).status).toBe("pending");
  });

  it("signs Tom out first, his own-device mark with him, and leads back to the same page", async () => {
    const { priya, tom } = people;
    const path = `/accept/${tokenOf(await invite(priya))}`;
    const answer = await post(path, { signOut: "yes" }, tom);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, path]);
    expect(cookies(answer).map((cookie) => cookie.split(";")[0])).toEqual([
      "__Host-session=",
      "__Host-device=",
    ]);
    expect(answer.headers.get("Clear-Site-Data")).toBe('"storage"');
    expect(await isIn(tom)).toBe(false);
    expect(await (await ask(path)).text()).toContain("Create my account");
  });

  it("never joins the wrong account: an offer to Ngozi is not Tom's to take up, and leaves her own device hers", async () => {
    const { priya, tom, ngozi } = people;
    const db = open(bindings.DB);
    await db.update(users).set({ passwordHash: hash }).where(eq(users.id, ngozi.id));
    const [row] = await db.select().from(users).where(eq(users.id, ngozi.id));
    const sent = await invite(priya, { email: row?.email ?? "" });
    const form = { username: row?.username ?? "", password };
    const path = `/accept/${tokenOf(sent)}`;
    expect(await (await opened(path, tom)).text()).toContain("You are signed in as Tom Mills");
    expect((await submit(tokenOf(sent), form, from(tom))).status).toBe(409);
    expect((await look(priya, sent)).status).toBe("pending");

    const own = await (await opened(path, ngozi)).text();
    expect(own).toContain("Sign in and join");
    expect(own).not.toContain("You are signed in as");
    const joined = await submit(tokenOf(sent), form, from(ngozi));
    expect(joined.status).toBe(303);
    const device = cookies(joined).find((cookie) => cookie.startsWith("__Host-device="));
    expect(device).toMatch(/^__Host-device=[\w-]{36}/);
    expect((await look(priya, sent)).userId).toBe(ngozi.id);
  });

  it("a link for a new password says so too, and signs nobody out by itself", async () => {
    const { tom, lena } = people;
    const path = `/reset/${await resetLink(lena)}`;
    const page = await opened(path, tom);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain("You are signed in as Tom Mills");
    expect(text).not.toContain('name="password"');
    const answer = await post(path, { password: "another long 1" }, tom);
    expect(answer.status).toBe(409);
    expect(cookies(answer)).toEqual([]);
    expect(await isIn(tom)).toBe(true);
    const out = await post(path, { signOut: "yes" }, tom);
    expect([out.status, out.headers.get("Location")]).toEqual([303, path]);
    expect(await isIn(tom)).toBe(false);
    expect(await (await opened(path, lena)).text()).toContain("Choose a new password");
  });
});

describe("one's own used link", () => {
  /** Joy has set herself up; gives her link's path and her browser's cookies. */
  async function joysLink() {
    const { priya, oakfield } = people;
    const sent = await invite(priya);
    const answer = await submit(tokenOf(sent), filledIn());
    const value = (name: string) =>
      cookies(answer)
        .find((cookie) => cookie.startsWith(`${name}=`))
        ?.split(";")[0]
        ?.slice(name.length + 1) ?? "";
    const joy = new Person("", "Joy Okafor", oakfield, value("__Host-session"));
    return { path: `/accept/${tokenOf(sent)}`, joy, browser: value("__Host-browser") };
  }

  it("says that Joy is already set up, and leads to her school", async () => {
    const { path, joy } = await joysLink();
    const page = await opened(path, joy);
    expect(page.status).toBe(410);
    const text = await page.text();
    expect(text).toContain("You are already set up");
    expect(text).toContain(`href="/s/${people.oakfield}"`);
    expect(text).not.toContain("If it was not, tell");
  });

  it("knows her browser where she is signed out by now, and leads to signing in", async () => {
    const { path, browser } = await joysLink();
    const page = await ask(path, { headers: { Cookie: `__Host-browser=${browser}` } });
    expect(page.status).toBe(410);
    const text = await page.text();
    expect(text).toContain("You are already set up");
    expect(text).toContain('href="/sign-in"');
    expect(text).not.toContain("If it was not, tell");
  });

  it("still warns everybody else, and names nobody to them", async () => {
    const { path } = await joysLink();
    for (const page of [await ask(path), await opened(path, people.tom)]) {
      expect(page.status).toBe(410);
      const text = await page.text();
      expect(text).toContain("If it was not, tell Priya Shah");
      expect(text).not.toMatch(/already set up|Joy|Okafor/);
    }
  });
});
