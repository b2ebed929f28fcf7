import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { NoticePage } from "./notice.tsx";

const forPrograms = /^\/(?:api|webhooks|healthz|dev\/mail\.json|accept\/[^/]+\/usernames)(?:\/|$)/;

/** Whether it is a person's browser that asks for a page, rather than a program. */
export function wantsPage(c: Context): boolean {
  const json = "application/json";
  const preferred = accepts(c, {
    header: "Accept",
    supports: [json, "application/problem+json", "text/html"],
    default: json,
  });
  return preferred === "text/html" && !forPrograms.test(c.req.path);
}

const noSuchPage: { title: string; detail: string; origin?: string } = {
  title: "There is no such page",
  detail: "Nothing stands at this address. It may be mistyped, or cut off where it was copied.",
};

/** A refusal as a page: the problem's status, headers and words. */
export async function refusalPage(c: Context, problem: Response): Promise<Response> {
  const said: { title: string; detail: string; origin?: string } = await problem.json();
  const { title, detail, origin = "" } = problem.status === 404 ? noSuchPage : said;
  const link = { href: `${origin}/`, text: "Go to the start page" };
  const page = await c.html(<NoticePage title={title} text={detail} link={link} />);
  const headers = new Headers(problem.headers);
  headers.set("Content-Type", "text/html; charset=UTF-8");
  return new Response(page.body, { status: problem.status, headers });
}
