import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mailboxOf } from "#domain/emails/mailboxes";
import { serve } from "../serve.ts";
import { type Admin, type Flooder, ways } from "./mail-flood/ways.ts";

// Tries every way in which mail can be made to go to one mailbox, each at a mailbox of its own and then all at one, through
// the public door of a Staffroom of its own, and prints how many mails came within the hour (CVE-2022-31184).

const stateDir = await mkdtemp(join(tmpdir(), "staffroom-flood-"));
const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
const vars = { MAILBOX: "dev", REGISTRATION: "open", LINK_SECRET: `k1:${key}` };
const serving = await serve({ port: 0, stateDir, vars, seed: true });
try {
  const flooder: Flooder = { owner: await signedIn("ng75pn_shah"), newOwner, register };
  const counts: [string, number][] = [];
  for (const [way, flood] of Object.entries(ways))
    counts.push([way, await mailsOf((mailbox) => flood(flooder, mailbox))]);
  const all = await mailsOf(async (mailbox) => {
    for (const flood of Object.values(ways)) await flood(flooder, mailbox);
  });
  for (const [way, count] of [...counts, ["all of these at one mailbox", all] as const])
    console.log(`${String(count).padStart(4)} mails  ${way}`);
} finally {
  await serving.stop();
  await rm(stateDir, { recursive: true, force: true });
}

/** How many mails come to a mailbox of its own, once no more come. */
async function mailsOf(flood: (mailbox: string) => Promise<void>): Promise<number> {
  const mailbox = `victim${crypto.randomUUID().slice(0, 8)}@mail.example`;
  await flood(mailbox);
  for (let before = -1; ; ) {
    const now = (await mails()).filter(({ to }) => mailboxOf(to.toLowerCase()) === mailbox).length;
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function mails(to?: string): Promise<{ to: string; text: string }[]> {
  const query = to === undefined ? "" : `?to=${encodeURIComponent(to)}`;
  return (await fetch(`${serving.url}/dev/mail.json${query}`)).json();
}

/** A request from a network that has asked for nothing yet. */
function ask(path: string, init: RequestInit): Promise<Response> {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  const headers = new Headers(init.headers);
  headers.set("Origin", serving.url);
  headers.set("CF-Connecting-IP", `100.${a}.${b}.${c}`);
  return fetch(serving.url + path, { redirect: "manual", ...init, headers });
}

function json(method: string, path: string, body?: unknown, headers = {}): Promise<Response> {
  const sent =
    body === undefined
      ? { headers }
      : {
          headers: { "Content-Type": "application/json", ...headers },
          body: JSON.stringify(body),
        };
  return ask(path, { method, ...sent });
}

function register(email: string): Promise<Response> {
  return json("POST", "/api/schools", { name: "Flood Academy", postcode: "M1 1AE", email });
}

async function signedIn(username: string): Promise<Admin> {
  const answer = await json("POST", "/api/session", { username, password: "staffroom-demo-1" });
  return adminWith(cookieOf(answer));
}

/** Registers a school, follows the link and sets the account up. */
async function newOwner(): Promise<Admin> {
  const id = crypto.randomUUID().slice(0, 8);
  const email = `owner${id}@flood.example`;
  await register(email);
  let link: string | undefined;
  while (!link) {
    link = /^https?:\/\/\S+(\/accept\/\S+)$/m.exec((await mails(email))[0]?.text ?? "")?.[1];
    if (!link) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const form = {
    givenName: "Una",
    familyName: "Known",
    username: `m11ae_${id}`,
    password: "correct horse 7 battery",
  };
  const answer = await ask(link, { method: "POST", body: new URLSearchParams(form) });
  return adminWith(cookieOf(answer));
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function adminWith(Cookie: string): Promise<Admin> {
  const answer = await ask("/api/session", { headers: { Cookie } });
  const { memberships } = (await answer.json()) as { memberships: { schoolId: string }[] };
  const school = memberships[0]?.schoolId;
  if (!school) throw new Error("Nobody is signed in.");
  return {
    call: (method, path, body, headers) =>
      json(method, `/api/schools/${school}${path}`, body, { ...headers, Cookie }),
  };
}
