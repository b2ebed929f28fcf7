import { send } from "./network/requests.ts";
import { arrived } from "./pending.ts";

/** Where a page remembers for which build it was reloaded, so that it never reloads in a circle. */
const reloadedFor = "staffroom-reloaded-for";

/** After a deploy the code this page would fetch is gone. Reloads once for the new build, and says whether it does. */
export async function reloadForNewBuild(): Promise<boolean> {
  const build = await servedBuild();
  if (
    build === null ||
    build === buildOf(document) ||
    sessionStorage.getItem(reloadedFor) === build
  )
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

/** The build that the server serves now; null where it does not answer with the dashboard. */
async function servedBuild(): Promise<string | null> {
  try {
    const answer = await send(location.href, { headers: { Accept: "text/html" } }, false);
    if (!answer.ok) return null;
    return buildOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    return null;
  }
}

/** A build is known by its module, which holds its fingerprint. */
function buildOf(page: Document): string | null {
  return page.querySelector("script[type=module][src]")?.getAttribute("src") ?? null;
}
