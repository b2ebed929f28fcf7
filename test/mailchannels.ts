import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type Answer, answers } from "./mailchannels-answers.ts";

/** The parts of a request to MailChannels that tests look at. */
export interface SentMail {
  from: { email: string; name: string };
  reply_to?: { email: string; name: string };
  subject: string;
  personalizations: {
    to: { email: string }[];
    dkim_domain?: string;
    dkim_selector?: string;
    dkim_private_key?: string;
  }[];
  content: { type: string; value: string }[];
  campaign_id: string;
  transactional: boolean;
  headers?: Record<string, string>;
  tracking_settings: { click_tracking: { enable: boolean }; open_tracking: { enable: boolean } };
}

/** What came in, and how it was answered. */
export interface Received {
  key: string;
  answer: Answer;
  mail: SentMail;
}

interface Box {
  verdicts: object;
  script: Answer[];
  received: Received[];
  /** Public keys by their ids, how often one was asked for, and whether whoever has them answers. */
  keys: { known: Record<string, string>; asked: number; isDown?: boolean };
}

export interface MailChannels {
  /** Where it listens. With `/name` after it, a box of one's own, so that tests may run side by side. */
  url: string;
  received(name?: string): Received[];
  script(answers: Answer[], name?: string): void;
  /** What it finds of every domain from now on. */
  finds(verdicts: object): void;
  close(): Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    mailchannels: string;
  }
}

/**
 * A real HTTP server that speaks the MailChannels Email API at `{url}/{name}/tx/v1/send`. It works through its script,
 * whose last word holds from then on; without one it answers 202 sent. Those in another process steer it with
 * `PUT {url}/{name}/script` (a JSON list of answers), `GET {url}/{name}/received` and `PUT`, `GET {url}/{name}/keys`.
 */
export async function startMailChannels(port = 0): Promise<MailChannels> {
  const boxes = new Map<string, Box>();
  const box = (name = ""): Box => {
    const found = boxes.get(name) ?? {
      verdicts: {},
      script: [],
      received: [],
      keys: { known: {}, asked: 0 },
    };
    boxes.set(name, found);
    return found;
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const [, name = "", path = ""] =
      /^(?:\/([\w-]+))??\/(tx\/v1\/send|tx\/v1\/webhook\/public-key|tx\/v1\/check-domain|script|received|keys)$/.exec(
        pathname,
      ) ?? [];
    const id = searchParams.get("id") ?? "";
    void serve(`${request.method} ${path}`, box(name), request, response, id);
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: (name) => box(name).received,
    script: (answers, name) => {
      box(name).script = [...answers];
    },
    finds: (verdicts) => {
      box().verdicts = verdicts;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Vitest's global set-up: tests in workerd ask for its address with `inject("mailchannels")`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startMailChannels();
  project.provide("mailchannels", server.url);
  return server.close;
}

async function serve(
  call: string,
  box: Box,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const text = await read(request);
  switch (call) {
    case "PUT script":
      box.script = JSON.parse(text) as Answer[];
      return json(response, 200, box.script);
    case "GET received":
      return json(response, 200, box.received);
    case "POST tx/v1/check-domain":
      return request.headers["x-api-key"] === "key-of-the-tests"
        ? json(response, 200, { check_results: box.verdicts })
        : json(response, 403, { errors: ["key"] });
    case "PUT keys":
      box.keys = { ...box.keys, ...(JSON.parse(text) as Partial<Box["keys"]>) };
      return json(response, 200, box.keys);
    case "GET keys":
      return json(response, 200, box.keys);
    case "GET tx/v1/webhook/public-key": {
      box.keys.asked++;
      const key = box.keys.known[id];
      if (box.keys.isDown) return json(response, 503, { errors: ["down"] });
      return key ? json(response, 200, { id, key }) : json(response, 404, { errors: ["unknown"] });
    }
    case "POST tx/v1/send": {
      const answer = (box.script.length > 1 ? box.script.shift() : box.script[0]) ?? "sent";
      box.received.push({
        key: String(request.headers["x-api-key"] ?? ""),
        answer,
        mail: JSON.parse(text) as SentMail,
      });
      return reply(answer, response);
    }
    default:
      return json(response, 404, { errors: ["not found"] });
  }
}

function reply(answer: Answer, response: ServerResponse): void {
  if (answer === "hang") return;
  if (answer === "reset") {
    response.socket?.resetAndDestroy();
  } else if (answer === "cut") {
    response.writeHead(202, { "Content-Type": "application/json", "Content-Length": "500" });
    response.write('{"results": [{"status": "fail');
    setTimeout(() => response.socket?.resetAndDestroy(), 20);
  } else if (answer === "garbled") {
    response.writeHead(202, { "Content-Type": "text/html" }).end("<html>Thank you");
  } else {
    json(response, ...answers[answer]);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
