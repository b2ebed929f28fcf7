import { createHash } from "node:crypto";

export const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1c1f1d; --muted: #5d645f; --line: #e6e3dc; --accent: #0f6b4f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #151816; --card: #1e2220; --ink: #eceeec; --muted: #a9b0ab; --line: #343a36; --accent: #7fd1b3; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 24px 16px 64px; }
header a { display: inline-block; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.0625rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: var(--accent); }
.muted { color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 24px 0 0; padding: 0; display: grid; gap: 16px; }
ul:empty, .empty { display: none; }
ul:empty + ul:empty + .empty { display: block; }
li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; }
.waiting { border-style: dashed; }
summary { cursor: pointer; padding: 8px 0; min-height: 24px; }
pre { margin: 0; padding: 16px 0; border-block: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.5 ui-monospace, monospace; }
.acts button { font: inherit; font-size: 0.875rem; min-height: 32px; padding: 2px 12px; color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
.acts button:hover { border-color: var(--accent); }
.acts { display: flex; flex-wrap: wrap; gap: 8px 24px; padding-top: 16px; }
@media (max-width: 45rem) {
  summary { padding: 11px 0; min-height: 44px; }
  header a { padding: 10px 0; }
  .acts button { min-height: 44px; }
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

/**
 * Asks again after 10 s, or 2 s while something is about to leave, and puts in what is new. A mail that is there stays
 * as it is: somebody may be reading, or have it open or selected.
 */
export const script = `
const waiting = (page) => page.getElementById("waiting");
const sent = (page) => page.getElementById("sent");

async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  waiting(document).replaceWith(waiting(page));
  for (const mail of [...sent(page).children].reverse())
    if (!document.getElementById(mail.id)) sent(document).prepend(mail);
}

function later() {
  const seconds = waiting(document).childElementCount > 0 ? 2 : 10;
  setTimeout(() => refresh().catch(() => {}).finally(later), seconds * 1000);
}

/** Tells Staffroom what the mail service would tell it of this mail. */
async function tell(button) {
  const answer = await fetch("/dev/mail/" + button.closest("li").id + "/events", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ event: button.value }),
  }).catch(() => null);
  const words = answer?.ok ? "Staffroom was told: " + button.textContent + "." : "That did not work. Try again.";
  button.parentElement.querySelector("output").textContent = words;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[value]");
  if (button) void tell(button);
});

later();
`;

/** The list carries its own style, and the script that asks for it again; what else it showed would not load or run. */
export const mailboxPolicy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
/** A mail is styled inline, as mail programs need it; it may fetch the school's logo and run nothing. */
export const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

function hashOf(inlined: string): string {
  return `'sha256-${createHash("sha256").update(inlined).digest("base64")}'`;
}
