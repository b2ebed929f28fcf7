import { getPath } from "hono/utils/url";

const linked = /^(\/(?:accept|reset|recovery|digest)\/)([\w.-]+)([^/]*)(.*)$/s;
/** A character written as bytes, also where that was done twice: `%2C`, `%2520`. */
const escaped = /%(?:25)*[0-9a-f]{2}/gi;

/**
 * The path a request is routed by. Mail programs and people stick things to a link (`.` `,` `)` `>` `"` `'` `;` `%20`,
 * a line's end, `/`): from the first character that no token has, all of that segment falls away, and so does a step
 * of the path without a letter or digit. Whatever could be a token's own stays, and then makes it a forged one.
 */
export function pathOf(request: Request): string {
  const path = getPath(request);
  const [, page, token = "", , rest = ""] = linked.exec(path) ?? [];
  if (!page) return path;
  const steps = rest.split("/").filter((step) => /[\p{L}\p{N}]/u.test(step.replace(escaped, "")));
  return [page + token.replace(/\.+$/, ""), ...steps].join("/");
}
