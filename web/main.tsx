import { render } from "solid-js/web";
import { Skeleton } from "./shell/skeleton.tsx";
import "./styles/index.css";

// Going back must not bring a page back as it was: its session may have ended meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

const root = document.getElementById("root");
if (root) void start(root);

/** The page's outline, and a glance at its rows, are there before the code of everything else. */
async function start(root: HTMLElement): Promise<void> {
  const takeDown = render(() => <Skeleton />, root);
  import("./shell/look-ahead.tsx").then(({ lookAhead }) => lookAhead()).catch(() => undefined);
  const app = await import("./app.tsx").catch(() => null);
  takeDown();
  if (app) render(() => <app.App />, root);
  else document.getElementById("not-started")?.removeAttribute("hidden");
}
