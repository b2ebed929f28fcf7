import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../../worker/local/run.mjs";

/** Without windows a Chromium does the same in three quarters of the time. */
const names = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export const installLine = "apt-get update && apt-get install -y chromium-headless-shell";

/** A Chromium for the browser tests: the one CHROMIUM names, an installed one, or Debian's, installed now where we may. Null without one. */
export async function findChromium() {
  return process.env.CHROMIUM || installed() || (await installDebians());
}

/** The first there is on this machine. */
export function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...applications,
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

async function installDebians() {
  if (process.getuid?.() !== 0 || !has("apt-get")) return null;
  console.log("The browser tests need Chromium. Installing Debian's.");
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env: quiet });
  // Older releases have it with windows only.
  for (const name of ["chromium-headless-shell", "chromium"])
    if (!(await run("apt-get", ["install", "-y", "-qq", name], { env: quiet }))) break;
  return installed();
}

/** @param {string} program */
function has(program) {
  try {
    execFileSync("which", [program]);
    return true;
  } catch {
    return false;
  }
}
