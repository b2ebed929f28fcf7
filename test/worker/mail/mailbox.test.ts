import { exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { invite, look } from "../../links.ts";
import { ask, type Cast, cast } from "../../people.ts";
import { watch } from "../../watching.ts";

interface Listed {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  at: string;
}

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

describe("the dev mailbox", () => {
  it("shows Joy's invite with a link that works", async () => {
    const sent = await invite(people.priya, {
      email: "Joy.Okafor@Oakfield.example",
      role: "editor",
      staffType: "teacher",
    });
    const mail = await mailTo("joy.okafor@oakfield.EXAMPLE");
    expect(mail).toMatchObject({
      to: "Joy.Okafor@Oakfield.example",
      subject: "Priya Shah invited you to Oakfield High on Staffroom",
    });
    const page = await ask(new URL(linkIn(mail)).pathname);
    expect(page.status).toBe(200);
    expect((await look(people.priya, sent)).delivery).toBe("sent");
  });

  it("shows the newest mail first, and only what went to the address asked for", async () => {
    const sent = await invite(people.priya, { email: "ann@oakfield.example" });
    await mailTo("ann@oakfield.example");
    await people.priya.call("POST", `/invites/${sent.id}/resends`);
    await vi.waitUntil(async () => (await mailsTo("ann@oakfield.example")).length === 2);
    const [newest, oldest] = await mailsTo("ann@oakfield.example");
    // Mail programs fold what has one subject, and the new link under the old one.
    expect(oldest?.subject).toBe("Priya Shah invited you to Oakfield High on Staffroom");
    expect(newest.subject).toMatch(
      /^Priya Shah invited you to Oakfield High on Staffroom \(new link, \d\d:\d\d\)$/,
    );
    expect((await ask(new URL(linkIn(newest)).pathname)).status).toBe(200);
    expect((await ask(new URL(linkIn(oldest)).pathname)).status).toBe(410);
  });

  it("shows what waits and when it leaves, and without its link", async () => {
    await people.priya.call("POST", "/invites?hold=8", {
      email: "eve@oakfield.example",
      role: "editor",
    });
    const page = await (await here("/dev/mail?to=eve@oakfield.example")).text();
    expect(page).toMatch(/To eve@oakfield\.example · leaves in [78] s/);
    expect(page).toContain("Priya Shah invited you to Oakfield High on Staffroom");
    expect(page).not.toContain("/accept/");
    expect(await (await here("/dev/mail?to=tom@oakfield.example")).text()).not.toContain(
      "leaves in",
    );
  });

  it("shows a mail as a page that may run nothing and fetch but a logo, the list runs its own script alone, and neither is kept", async () => {
    await invite(people.priya, { email: "ben@oakfield.example" });
    const mail = await mailTo("ben@oakfield.example");
    const policies = {
      "/dev/mail":
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; form-action/,
      [`/dev/mail/${mail.id}`]:
        /^default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action/,
    };
    for (const [path, policy] of Object.entries(policies)) {
      const page = await here(path);
      expect(page.status).toBe(200);
      expect(page.headers.get("Content-Security-Policy")).toMatch(policy);
      expect(page.headers.get("Cache-Control")).toBe("no-store");
      expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(await page.text()).toContain(linkIn(mail));
    }
  });

  it("is not there for anybody who asks by another name", async () => {
    await invite(people.priya, { email: "cat@oakfield.example" });
    const mail = await mailTo("cat@oakfield.example");
    const nothing = await ask("/nothing/here");
    for (const path of ["/dev/mail", "/dev/mail.json", `/dev/mail/${mail.id}`]) {
      const answers = [
        await ask(path),
        await here(path, { Host: "staffroom.test" }),
        await here(path, { Host: "localhost.evil.example" }),
        await here(path, { Host: "localhost@evil.example" }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(404);
        expect(await answer.clone().text()).toBe(await nothing.clone().text());
      }
    }
    for (const host of ["localhost:8787", "127.0.0.1", "[::1]:9"])
      expect((await here("/dev/mail", { Host: host })).status).toBe(200);
  });
});

describe("what somebody at the mailbox says became of a mail", () => {
  it("shows on Tom's dashboard as if the mail service had told it", async () => {
    const sent = await invite(people.priya, { email: "dan@oakfield.example" });
    const [tom, ngozi] = [await watch(people.tom), await watch(people.ngozi)];
    const mail = await mailTo("dan@oakfield.example");
    expect((await tell(mail, "delivered")).status).toBe(204);
    expect((await look(people.tom, sent)).delivery).toBe("delivered");
    expect((await tell(mail, "hard-bounced")).status).toBe(204);
    await tom.until(({ events }) =>
      events.some((event) => "invite" in event && event.invite?.delivery === "bounced"),
    );
    expect(await look(people.tom, sent)).toMatchObject({
      delivery: "bounced",
      deliveryReason: "No such mailbox: check the spelling.",
      hardBounced: true,
    });
    expect((await tell(mail, "delivered")).status).toBe(204);
    expect((await look(people.tom, sent)).delivery).toBe("bounced");
    expect(ngozi.events).toEqual([]);
  });

  it("may be said in the words of the contract, and in no others", async () => {
    const sent = await invite(people.priya, { email: "eli@oakfield.example" });
    const mail = await mailTo("eli@oakfield.example");
    expect((await tell(mail, "opened")).status).toBe(422);
    expect((await tell({ id: crypto.randomUUID() }, "bounced")).status).toBe(404);
    expect((await tell(mail, "bounced")).status).toBe(204);
    expect((await look(people.tom, sent)).hardBounced).toBe(true);
    expect((await tell(mail, "complained")).status).toBe(204);
    expect((await look(people.tom, sent)).delivery).toBe("complained");
  });

  it("is not for another website, nor for another machine", async () => {
    await invite(people.priya, { email: "fay@oakfield.example" });
    const mail = await mailTo("fay@oakfield.example");
    const cross = { "Sec-Fetch-Site": "cross-site" };
    expect((await tell(mail, "bounced", cross)).status).toBe(403);
    expect((await tell(mail, "bounced", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await tell(mail, "bounced", { "Sec-Fetch-Site": "same-origin" })).status).toBe(204);
    expect((await tell(mail, "bounced", { Host: "staffroom.test" })).status).toBe(404);
  });
});

describe("the previews", () => {
  it("show every mail with made-up names, each as a mail program would", async () => {
    const page = await (await here("/dev/mail/previews")).text();
    const letters = Object.keys(import.meta.glob("../../../worker/mail/letters/*.tsx"));
    const shown = [...page.matchAll(/href="(\/dev\/mail\/previews\/\w+)"/g)].map(
      ([, path]) => path,
    );
    expect(shown.length).toBeGreaterThan(letters.length);
    for (const path of shown) {
      const preview = await here(path ?? "");
      expect(preview.status).toBe(200);
      expect(preview.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(await preview.text()).toContain("Staffroom");
    }
    expect((await here("/dev/mail/previews/nothing")).status).toBe(404);
    expect((await here("/dev/mail/previews", { Host: "staffroom.test" })).status).toBe(404);
  });
});

function here(
  path: string,
  headers: Record<string, string> = {},
  init: RequestInit = {},
): Promise<Response> {
  return (exports as unknown as { default: Fetcher }).default.fetch(
    new Request(`http://localhost${path}`, { ...init, headers }),
  );
}

function tell(mail: { id: string }, event: string, headers: Record<string, string> = {}) {
  return here(
    `/dev/mail/${mail.id}/events`,
    { "Content-Type": "application/json", ...headers },
    { method: "POST", body: JSON.stringify({ event }) },
  );
}

async function mailsTo(address: string): Promise<[Listed, ...Listed[]]> {
  return (await here(`/dev/mail.json?to=${encodeURIComponent(address)}`)).json();
}

async function mailTo(address: string): Promise<Listed> {
  await vi.waitUntil(async () => (await mailsTo(address)).length > 0);
  return (await mailsTo(address))[0];
}

function linkIn(mail: Listed | undefined): string {
  return /^https:\S+$/m.exec(mail?.text ?? "")?.[0] ?? "no link";
}
