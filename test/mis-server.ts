import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";

/** How one request is answered: as it should be, or not. `deaf` takes no notice of the offset. */
export type MisAnswer =
  | "well"
  | "busy"
  | "away"
  | "cut"
  | "page"
  | "broken"
  | "elsewhere"
  | "forbidden";

/** What an MIS has, and how it behaves. */
export interface MisBox {
  /** Rows of its collections, as its version of OneRoster writes them. */
  rows: Record<string, object[]>;
  /** The most rows of a page, whatever is asked for. */
  mostRows: number;
  /** Whether it says how many there are; a number other than that is a lie. */
  total: "said" | "unsaid" | number;
  /** Answers one after the other; then all is well. */
  script: MisAnswer[];
  /** When it wants to be asked again where it is `away`, as its header says that. */
  away: string;
}

interface Box extends MisBox {
  asked: string[];
}

declare module "vitest" {
  interface ProvidedContext {
    mis: string;
  }
}

/** The one client that it knows. */
export const misClient = { clientId: "staffroom-of-oakfield", secret: "a secret of the tests" };

/**
 * Vitest's global set-up: a real HTTP server that speaks OneRoster REST 1.1 and 1.2 at `{url}/{box}`, with tokens at `{url}/{box}/token`.
 * `PUT {url}/{box}` says what it has and how it behaves, `GET {url}/{box}` what was asked.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const boxes = new Map<string, Box>();
  const server = createServer((request, response) => void serve(boxes, request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  project.provide("mis", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
}

async function serve(
  boxes: Map<string, Box>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const [, name = "", ...rest] = pathname.split("/");
  const text = await read(request);
  const box = boxes.get(name) ?? {
    rows: {},
    mostRows: 100,
    total: "said",
    script: [],
    away: "3600",
    asked: [],
  };
  boxes.set(name, box);
  if (rest.length === 0) {
    if (request.method === "PUT") Object.assign(box, JSON.parse(text));
    return json(response, 200, box);
  }
  box.asked.push(`${request.method} ${rest.join("/")}`);
  const answer = box.script.shift() ?? "well";
  if (answer !== "well") return misbehave(answer, box, response);
  if (rest[0] === "token") {
    const { clientId, secret } = misClient;
    const [id, key] = [clientId, secret].map(encodeURIComponent);
    const wanted = `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}`;
    if (request.headers.authorization !== wanted || !text.includes("client_credentials"))
      return json(response, 401, { error: "invalid_client" });
    return json(response, 200, { access_token: "token-of-the-tests", token_type: "bearer" });
  }
  if (request.headers.authorization !== "Bearer token-of-the-tests")
    return json(response, 401, { imsx_codeMajor: "failure" });
  const collection = rest.at(-1) ?? "";
  const all = box.rows[collection];
  if (!/^ims\/oneroster\/(?:v1p1|rostering\/v1p2)$/.test(rest.slice(0, -1).join("/")) || !all)
    return json(response, 404, { imsx_codeMajor: "failure" });
  const [offset, limit] = ["offset", "limit"].map((key) => Number(searchParams.get(key)));
  const rows = all.slice(offset, (offset ?? 0) + Math.min(limit ?? 0, box.mostRows));
  const total = box.total === "said" ? all.length : box.total;
  if (total !== "unsaid") response.setHeader("X-Total-Count", String(total));
  return json(response, 200, { [collection]: rows });
}

/** Status, headers and body of what is not well; `cut` breaks off. */
const wrongs: Record<
  Exclude<MisAnswer, "well" | "cut" | "away">,
  [status: number, headers: Record<string, string>, body: string]
> = {
  busy: [429, { "Retry-After": "0" }, "{}"],
  page: [200, { "Content-Type": "text/html" }, "<h1>Welcome</h1>"],
  broken: [500, {}, "{}"],
  elsewhere: [302, { Location: "http://169.254.169.254/" }, "{}"],
  forbidden: [403, {}, "{}"],
};

function misbehave(
  answer: Exclude<MisAnswer, "well">,
  { away }: MisBox,
  response: ServerResponse,
): void {
  if (answer === "cut") {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "500" });
    response.write('{"users": [{"sourcedId": "s1", "given');
    setTimeout(() => response.socket?.resetAndDestroy(), 20);
    return;
  }
  const [status, headers, body] =
    answer === "away" ? ([429, { "Retry-After": away }, "{}"] as const) : wrongs[answer];
  response.writeHead(status, headers).end(body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
