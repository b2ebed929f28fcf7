import type { Asked as AskedOfD1 } from "#db/watched";
import { nth, secretOf } from "./crowd.ts";
import { mostTrips } from "./goals.ts";
import type { Stand } from "./stand.ts";

interface Asked extends AskedOfD1 {
  /** Round trips before the answer. */
  answered: number;
}

interface Call {
  method?: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Made {
  invite: { id: string; email: string };
}

const password = "correct horse 7 battery";

/** What calls at a school of sixty cost at D1, exactly, with all that follows them: as a table. */
export async function costs(at: Stand, json: Record<string, string>): Promise<string> {
  const school = `/api/schools/${nth("school", 0)}`;
  const headers = { ...json, Cookie: `session=${secretOf(0)}` };
  const username = `ng75pn_okafor_${crypto.randomUUID().slice(0, 8)}`;
  const an = () => ({ email: `${crypto.randomUUID()}@school.example`, role: "editor" });
  const inviting = () => ({ method: "POST", path: `${school}/invites`, body: an() });
  const invited = async () => ((await (await call(inviting())).json()) as Made).invite;
  const [held, resent, opened] = [await invited(), await invited(), await invited()];
  const user = `${school}/users/${nth("user", 1)}`;
  await quiet();
  const accepting = await linkTo(opened.email);
  const form = { givenName: "Joy", familyName: "Okafor", username, password };
  // Each after those before it: whoever accepts then signs in.
  const calls: Record<string, Call> = {
    "an invite with its mail": inviting(),
    "a resend with its mail": { method: "POST", path: `${school}/invites/${resent.id}/resends` },
    "an edit of a user": {
      method: "PATCH",
      path: user,
      body: { familyName: "Miller" },
      headers: { "If-Match": '"1"' },
    },
    "a withdrawal": { method: "PUT", path: `${school}/invites/${held.id}/revocation` },
    "a withdrawal taken back": {
      method: "DELETE",
      path: `${school}/invites/${held.id}/revocation`,
    },
    "a set-up page": { path: accepting, headers: { Cookie: "" } },
    "an acceptance with its mail": {
      method: "POST",
      path: accepting,
      body: new URLSearchParams(form),
      headers: { Cookie: "", "Content-Type": "application/x-www-form-urlencoded" },
    },
    "a sign-in": {
      method: "POST",
      path: "/api/session",
      body: { username, password },
      headers: { Cookie: "" },
    },
    "the session": { path: "/api/session" },
    "a list of 50 users": { path: `${school}/users` },
    "a list of 50 invites": { path: `${school}/invites` },
    "the snapshot": { path: `${school}/snapshot` },
    "what happened since": { path: `${school}/events?since=50` },
    "the activity": { path: `${school}/activity` },
  };
  const lines = [];
  for (const [name, each] of Object.entries(calls)) {
    await (await call(each)).arrayBuffer();
    lines.push(line(name, await quiet()));
  }
  return [
    "| at D1 | round trips before the answer | in all | statements | rows read | rows written | goal | |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");

  async function call({ method = "GET", path, body, ...made }: Call): Promise<Response> {
    const answer = await fetch(at.counting + path, {
      method,
      redirect: "manual",
      headers: { ...headers, ...made.headers },
      ...(body !== undefined && {
        body: body instanceof URLSearchParams ? body : JSON.stringify(body),
      }),
    });
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  /** The path of the link that was mailed to an address. */
  async function linkTo(email: string): Promise<string> {
    const mails = (await (await call({ path: `/dev/mail.json?to=${email}` })).json()) as {
      text: string;
    }[];
    const path = /\/accept\/[\w.-]+/.exec(mails[0]?.text ?? "")?.[0];
    if (!path) throw new Error(`No link was mailed to ${email}.`);
    await quiet();
    return path;
  }

  /** What has been asked since it was last said, once no more is asked. */
  async function quiet(): Promise<Asked> {
    const sum: Asked = { answered: 0, trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
    for (let isQuiet = false; !isQuiet; ) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const asked = (await (await fetch(`${at.counting}/asked`)).json()) as Asked;
      isQuiet = asked.trips === 0;
      for (const key of Object.keys(sum) as (keyof Asked)[]) sum[key] += asked[key];
    }
    return sum;
  }
}

function line(name: string, asked: Asked): string {
  const { answered, trips, statements, rowsRead, rowsWritten } = asked;
  const most = mostTrips[name];
  const wanted = [
    ["before the answer", answered, most?.answered],
    ["in all", trips, most?.inAll],
    ["rows read", rowsRead, most?.rowsRead],
  ] as const;
  const goals = wanted.flatMap(([what, , most]) =>
    most === undefined ? [] : `<= ${most} ${what}`,
  );
  const missed = wanted.flatMap(([what, found, most]) =>
    most !== undefined && found > most ? `missed by ${found - most} ${what}` : [],
  );
  const verdict = goals.length === 0 ? "" : missed.join(", ") || "met";
  return `| ${name} | ${answered} | ${trips} | ${statements} | ${rowsRead} | ${rowsWritten} | ${goals.join(", ")} | ${verdict} |`;
}
