import { nth, secretOf } from "./crowd.ts";
import type { Stand } from "./stand.ts";

interface Asked {
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
}

/** What calls at a school of sixty cost at D1, exactly, with all that follows them: as a table. */
export async function costs(at: Stand, json: Record<string, string>): Promise<string> {
  const school = `/api/schools/${nth("school", 0)}`;
  const headers = { ...json, Cookie: `session=${secretOf(0)}` };
  const invited = async () => {
    const body = JSON.stringify({ email: `${crypto.randomUUID()}@school.example`, role: "editor" });
    const answer = await call("POST", `${school}/invites`, body);
    return ((await answer.json()) as { invite: { id: string } }).invite.id;
  };
  const calls: [string, () => Promise<unknown>][] = [
    ["an invite with its mail", () => invited()],
    ["a list of 50 users", () => call("GET", `${school}/users`)],
    ["a list of 50 invites", () => call("GET", `${school}/invites`)],
    ["the snapshot", () => call("GET", `${school}/snapshot`)],
    ["what happened since", () => call("GET", `${school}/events?since=50`)],
    ["the activity", () => call("GET", `${school}/activity`)],
    ["the session", () => call("GET", "/api/session")],
  ];
  const held = await invited();
  calls.push(["a withdrawal", () => call("PUT", `${school}/invites/${held}/revocation`)]);
  calls.push([
    "a withdrawal taken back",
    () => call("DELETE", `${school}/invites/${held}/revocation`),
  ]);
  await quiet();
  const lines = [];
  for (const [name, make] of calls) {
    await make();
    const { trips, statements, rowsRead, rowsWritten } = await quiet();
    lines.push(`| ${name} | ${trips} | ${statements} | ${rowsRead} | ${rowsWritten} |`);
  }
  const head = "| at D1, in all | round trips | statements | rows read | rows written |";
  return [head, "| --- | --- | --- | --- | --- |", ...lines].join("\n");

  function call(method: string, path: string, body?: string): Promise<Response> {
    return fetch(at.counting + path, { method, headers, ...(body !== undefined && { body }) });
  }

  /** What has been asked since it was last said, once no more is asked. */
  async function quiet(): Promise<Asked> {
    const sum: Asked = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
    for (let isQuiet = false; !isQuiet; ) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const asked = (await (await fetch(`${at.counting}/asked`)).json()) as Asked;
      isQuiet = asked.trips === 0;
      for (const key of Object.keys(sum) as (keyof Asked)[]) sum[key] += asked[key];
    }
    return sum;
  }
}
