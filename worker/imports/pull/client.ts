import type { SourceVersion } from "#domain/imports/source";
import type { Credentials } from "./sealing.ts";
import { Trouble } from "./trouble.ts";

/** Where, as whom, and in which OneRoster. */
export interface Server extends Credentials {
  version: SourceVersion;
  baseUrl: string;
  tokenUrl: string;
}

/** A page of a collection: rows wanted at once (Microsoft's connector asks for 5,000), its bytes, and how long it may take. */
const rowsOfPage = 5_000;
const mostBytes = 20_000_000;
const patienceMs = 30_000;
/** An answer that was cut, or refused for the moment, is asked for again so often. */
const mostTries = 3;
/** So long we wait for a server that is busy; longer is for another time, but for no other day. Seconds. */
const longestWait = 10;
const longestAway = 24 * 3600;
/** More pages than any school has rows for. */
const mostPages = 500;

const paths: Record<SourceVersion, string> = {
  "1.1": "/ims/oneroster/v1p1",
  "1.2": "/ims/oneroster/rostering/v1p2",
};
const scopes: Record<SourceVersion, string> = {
  "1.1": "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly",
  "1.2": "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly",
};

export type Json = Record<string, unknown>;

/** Lets us in by client credentials (RFC 6749, 4.4); gives what to ask with. Throws `Trouble`. */
export async function signInTo({ tokenUrl, clientId, secret, version }: Server): Promise<string> {
  const basic = btoa(
    String.fromCharCode(...new TextEncoder().encode(`${encode(clientId)}:${encode(secret)}`)),
  );
  const answer = await ask(tokenUrl, {
    method: "POST",
    headers: {
      Authorization: `Basic ${basic}`,
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
    },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      scope: scopes[version],
    }).toString(),
  });
  if ([400, 401, 403].includes(answer.status))
    throw new Trouble("The server does not accept the client id and secret. Enter them again.");
  if (answer.status === 404)
    throw new Trouble(
      "Nothing at the token address gives tokens. Compare it with the MIS's own page.",
    );
  refuseOthers(answer, "token address");
  const token = parsed(answer.text)?.access_token;
  if (typeof token !== "string" || token === "")
    throw new Trouble("The token address answers, but gives no token.");
  return token;
}

/** All rows of a collection, a page at a time. Throws `Trouble` where they are not all there. */
export async function* rowsAt(
  server: Server,
  token: string,
  collection: string,
): AsyncGenerator<Json[]> {
  let [seen, first] = [0, ""];
  for (let page = 0; page < mostPages; page++) {
    const { rows, total } = await pageAt(server, token, collection, seen, rowsOfPage);
    const id = String(rows[0]?.sourcedId ?? "");
    // A server that takes no notice of the offset gives the same for ever.
    if (rows.length === 0 || (page > 0 && id === first)) {
      if (total !== null && seen < total)
        throw new Trouble(`The server gave ${seen} of ${total} ${collection}, then no more.`);
      return;
    }
    if (page === 0) first = id;
    seen += rows.length;
    yield rows;
    // However many were asked for, servers give fewer: without a total only an empty page is the end.
    if (total !== null && seen >= total) return;
  }
  throw new Trouble(`The server has more ${collection} than any school.`);
}

/** One page. Throws `Trouble`. */
export async function pageAt(
  { baseUrl, version }: Server,
  token: string,
  collection: string,
  offset: number,
  limit: number,
): Promise<{ rows: Json[]; total: number | null }> {
  const base = baseUrl.replace(/\/+$/, "");
  const root = base.includes("/ims/oneroster") ? base : base + paths[version];
  const answer = await ask(`${root}/${collection}?limit=${limit}&offset=${offset}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
  });
  if (answer.status === 401 || answer.status === 403)
    throw new Trouble(
      `The server lets us in, but not to see ${collection}. Ask for roster.readonly.`,
    );
  if (answer.status === 404)
    throw new Trouble(
      `There is no OneRoster ${version} at this address: it knows no ${collection}.`,
    );
  refuseOthers(answer, "server");
  const rows = parsed(answer.text)?.[collection];
  if (!Array.isArray(rows))
    throw new Trouble(`The server answers, but not as OneRoster does: no list of ${collection}.`);
  const total = Number(answer.headers.get("X-Total-Count") ?? Number.NaN);
  return {
    rows: rows.filter((row): row is Json => typeof row === "object" && row !== null),
    total: Number.isInteger(total) && total >= 0 ? total : null,
  };
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Asks, again where the answer was cut or the server is busy for a moment. Never follows where it is sent on to. */
async function ask(url: string, init: RequestInit): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await once(url, init).catch((error: unknown) => {
      if (error instanceof Trouble || tries >= mostTries) throw asTrouble(error);
      return null;
    });
    if (!answer) continue;
    const isBusy = answer.status === 429 || answer.status === 503;
    const isCut = answer.status === 200 && parsed(answer.text) === null;
    if (isBusy) {
      const seconds = wishIn(answer.headers.get("Retry-After") ?? "");
      if (tries >= mostTries || seconds > longestWait)
        throw new Trouble("The server is busy and asks us to come again later.", seconds);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    } else if (!isCut || tries >= mostTries) return answer;
  }
}

/** When a server wishes to be asked again, seconds, by either form of its header; nonsense is no wish. */
function wishIn(header: string): number {
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds >= 0 ? Math.min(seconds, longestAway) : 1;
}

async function once(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, {
    ...init,
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  });
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    throw new Trouble("The server sends us on to another address. Enter that one instead.");
  }
  return { status, headers, text: await textOf(response) };
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new Trouble("The server gives more at once than can be read.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function asTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const isSlow = error instanceof Error && /timeout|abort/i.test(error.name);
  return new Trouble(
    isSlow
      ? "The server did not answer within half a minute."
      : "No server answers at this address, or it breaks off. Compare it letter by letter.",
  );
}

function refuseOthers({ status, text }: Answer, what: string): void {
  if (status >= 500)
    throw new Trouble(`The ${what} has a fault of its own (${status}). Ask whoever runs your MIS.`);
  if (status !== 200) throw new Trouble(`The ${what} refuses with ${status}.`);
  if (parsed(text) === null)
    throw new Trouble(`The ${what} answers with something that is not data, such as a web page.`);
}

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** RFC 6749, 2.3.1. */
function encode(text: string): string {
  return encodeURIComponent(text);
}
