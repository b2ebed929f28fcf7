import { beforeAll, describe, expect, it } from "vitest";
import { topics } from "#domain/help/topics";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
  await people.priya.call("PATCH", "", { contactEmail: "office@oakfield.example" });
});

const ids: readonly string[] = Object.values(topics).flat();
const browser = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

async function page(path: string): Promise<string> {
  const html = await (await ask(path, { headers: browser })).text();
  return html.replace(/<style>.*?<\/style>/s, "").replace(/\s+/g, " ");
}

function anchors(html: string): string[] {
  return [...html.matchAll(/ id="([\w-]+)"/g)].flatMap(([, id]) => id ?? []);
}

/** The ways on that a page offers: its links and its forms. */
function ways(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"|<form/g)].map(([way, href]) => href ?? way);
}

/** The pages of those who have no account yet, have one, or come by a link that has ended. */
async function pagesOfStrangers(): Promise<Record<string, string>> {
  const [pending, withdrawn, replaced, used] = await Promise.all(
    [1, 2, 3, 4].map(() => invite(people.tom)),
  );
  if (!pending || !withdrawn || !replaced || !used) throw new Error("Not invited.");
  await people.tom.call("PUT", `/invites/${withdrawn.id}/revocation`);
  await people.tom.call("POST", `/invites/${replaced.id}/resends`);
  await submit(tokenOf(used), filledIn());
  const wrong = await ask("/sign-in", {
    method: "POST",
    body: new URLSearchParams({ username: "nobody", password: "wrong" }).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: origin },
  });
  return {
    "sign-in": await page("/sign-in"),
    "a wrong password": await wrong.text(),
    forgotten: await page("/forgotten"),
    register: await page("/register"),
    "set-up": await page(`/accept/${tokenOf(pending)}`),
    withdrawn: await page(`/accept/${tokenOf(withdrawn)}`),
    replaced: await page(`/accept/${tokenOf(replaced)}`),
    used: await page(`/accept/${tokenOf(used)}`),
    forged: await page("/accept/forged"),
    "a forged reset": await page("/reset/forged"),
    "no page": await page("/rubbish"),
    help: await page("/help"),
  };
}

describe("the help [U10]", () => {
  it("is there for a stranger, every answer under its anchor, with the table of roles", async () => {
    const answer = await ask("/help", { headers: browser });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(ids.filter((id) => !anchors(html).includes(id))).toEqual([]);
    expect(html).toMatch(/Invite an Owner<\/th><td>–<\/td><td>–<\/td><td>–<\/td><td>Yes<\/td>/);
  });

  it("is searched without a script, and keeps what was typed", async () => {
    const html = await page("/help?q=junk");
    expect(anchors(html)).toContain("junk");
    expect(anchors(html)).not.toContain("privacy");
    expect(html).toContain('value="junk"');
    const none = await page(`/help?q=${encodeURIComponent('"><script src=x>')}`);
    expect(none).not.toContain("<script src=x>");
    expect(none).toContain("No answer has these words.");
  });

  it("is linked from strangers' pages, by links that all lead to an answer", async () => {
    const pages = await pagesOfStrangers();
    const linked = Object.values(pages).flatMap((html) => ways(html));
    const wanted = linked.flatMap((href) => /^\/help#([\w-]+)$/.exec(href)?.[1] ?? []);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(wanted)).toEqual(
      new Set([...wanted, "dead-link", "cannot-sign-in", "forgot-password", "privacy"]),
    );
  });
});

describe("no page is a dead end [U6]", () => {
  it("each offers a way on, and those of ended links the school's contact", async () => {
    const pages = await pagesOfStrangers();
    for (const [name, html] of Object.entries(pages)) expect(ways(html), name).not.toEqual([]);
    for (const name of ["withdrawn", "replaced", "used"])
      expect(ways(pages[name] ?? ""), name).toEqual(
        expect.arrayContaining(["/sign-in", "mailto:office@oakfield.example"]),
      );
  });

  it("an address that leads nowhere says so, with 404 and where to go", async () => {
    const answer = await ask("/rubbish", { headers: browser });
    expect(answer.status).toBe(404);
    const html = await answer.text();
    expect(html).toContain("There is no such page");
    expect(ways(html)).toEqual(expect.arrayContaining(["/", "/help"]));
  });

  it("whoever was just deactivated reads why at sign-in, and whom to ask", async () => {
    const at = `next=${encodeURIComponent(`/s/${people.oakfield}/users`)}`;
    const html = await page(`/sign-in?${at}&why=left`);
    expect(html).toContain("Oakfield High has deactivated your account");
    expect(ways(html)).toContain("mailto:office@oakfield.example");
    expect(await page(`/sign-in?${at}&why=ended`)).not.toContain("deactivated");
    expect(await page("/sign-in?next=/s/elsewhere&why=left")).not.toContain("deactivated");
  });
});
