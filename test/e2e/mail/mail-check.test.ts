import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailChannels, startMailChannels } from "../../mailchannels.ts";

let provider: MailChannels;
beforeAll(async () => {
  provider = await startMailChannels();
});
afterAll(() => provider?.close());

/** What `npm run mail:check` says and exits with. */
async function check(settings: Record<string, string> = {}) {
  const env = {
    ...process.env,
    MAILCHANNELS_API_KEY: "key-of-the-tests",
    MAILCHANNELS_BASE_URL: provider.url,
    MAIL_FROM: "Oakfield <post@oakfield.example>",
    ...settings,
  };
  const child = spawn(process.execPath, ["worker/local/mail-check.ts"], { env });
  const [said, complained] = [text(child.stdout), text(child.stderr)];
  const [code] = await once(child, "exit");
  return { code, said: `${await said}${await complained}` };
}

describe("npm run mail:check", () => {
  it("says what is to be mended, in words, and fails until it is", async () => {
    provider.finds({ spf: { verdict: "passed" }, domain_lockdown: { verdict: "failed" } });
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).toMatch(/^good {2}SPF: oakfield\.example/m);
    expect(said).toMatch(/^MEND {2}Domain lockdown: .*_mailchannels\.oakfield\.example/m);
    expect(said).toMatch(/^MEND {2}DKIM: mail is not signed/m);
  });

  it("is content where everything has passed", async () => {
    const passed = { verdict: "passed" };
    provider.finds({ spf: passed, domain_lockdown: passed, dkim: [passed] });
    expect((await check()).code).toBe(0);
  });

  it("says so where it cannot ask: without a key, with a wrong one, and where nobody answers", async () => {
    expect(await check({ MAILCHANNELS_API_KEY: "" })).toMatchObject({
      code: 1,
      said: expect.stringContaining("Set MAILCHANNELS_API_KEY first."),
    });
    expect((await check({ MAILCHANNELS_API_KEY: "wrong" })).said).toContain("refuses the key");
    const nowhere = { MAILCHANNELS_BASE_URL: "http://127.0.0.1:9" };
    expect((await check(nowhere)).said).toContain("did not answer");
  });
});
