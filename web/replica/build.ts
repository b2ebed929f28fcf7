import { send } from "./network/requests.ts";
import { arrived } from "./pending.ts";

/** Where a page remembers for which build it was reloaded, so that it never reloads in a circle. */
const reloadedFor = "staffroom-reloaded-for";

/** After a deploy the code this page would fetch is gone. Reloads once for the new build, and says whether it does. */
export async function reloadForNewBuild(): Promise<boolean> {
  const build = await servedBuild();
  if (build === null || build === ownBuild() || sessionStorage.getItem(reloadedFor) === build)
    return false;
  await arrived().catch(() => undefined);
  if (isLeavingUnwelcome()) return false;
  sessionStorage.setItem(reloadedFor, build);
  location.reload();
  return true;
}

/** Whether somebody has typed what is not saved: whoever would ask them before the page closes says so. */
function isLeavingUnwelcome(): boolean {
  return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

/** A build is known by the name of its first script, which holds its fingerprint. */
function ownBuild(): string | null {
  const script = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  return script && new URL(script.src).pathname;
}

/** The build that the server serves now; null where it does not answer with the dashboard. */
async function servedBuild(): Promise<string | null> {
  try {
    const answer = await send(location.href, { headers: { Accept: "text/html" } }, false);
    const script = /<script[^>]+src="(\/assets\/[^"]+)"/.exec(await answer.text());
    return answer.ok ? (script?.[1] ?? null) : null;
  } catch {
    return null;
  }
}
