import { exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { invite, look } from "../../links.ts";
import { ask, type Cast, cast } from "../../people.ts";

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

  it("shows a mail as a page that may run and fetch nothing, the list runs its own script alone, and neither is kept", async () => {
    await invite(people.priya, { email: "ben@oakfield.example" });
    const mail = await mailTo("ben@oakfield.example");
    const policies = {
      "/dev/mail":
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; form-action/,
      [`/dev/mail/${mail.id}`]: /^default-src 'none'; style-src 'unsafe-inline'; form-action/,
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

function here(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return (exports as unknown as { default: Fetcher }).default.fetch(
    new Request(`http://localhost${path}`, { headers }),
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
