import { sendInTurn } from "./in-turn.ts";
import { pageOf } from "./page-of.ts";

const queued =
  "Many people are signing in at the moment. You are in the queue and nothing you typed is lost.";
const unreached = "Staffroom cannot be reached just now. What you typed is still here: try again.";

/**
 * Sends the form without leaving the page, once at a time, and waits its turn where many come at once. Another answer
 * takes the page's place: `onAnswer` hears what was typed, and helps with the page that is there then. `sending` is what
 * the button says meanwhile.
 */
export function submitInPlace(
  form: HTMLFormElement,
  sending: string,
  onAnswer: (typed: FormData) => void,
): void {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!button) return;
  const words = button.textContent;
  const set = (isSent: boolean) => {
    button.textContent = isSent ? sending : words;
    button.setAttribute("aria-disabled", String(isSent));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.ariaDisabled === "true") return;
    set(true);
    const typed = new FormData(form);
    try {
      const answer = await sendInTurn(form, () => say(form, queued, "status"));
      if (answer.redirected) return location.assign(onward(answer.url, form, typed));
      await show(answer, () => onAnswer(typed));
    } catch {
      set(false);
      say(form, unreached, "alert");
    }
  });
  // Somebody went back to a page the browser had kept.
  addEventListener("pageshow", () => set(false));
}

/** Who has just been signed in and is asked to sign in has a browser that keeps no cookies: the page says so, and a new account's username. */
function onward(url: string, form: HTMLFormElement, typed: FormData): URL {
  const to = new URL(url);
  if (to.pathname !== "/sign-in" || form.hasAttribute("data-change")) return to;
  to.searchParams.set("why", "blocked");
  if (typed.has("familyName")) to.searchParams.set("username", `${typed.get("username")}`);
  return to;
}

async function show(answer: Response, help: () => void): Promise<void> {
  const page = pageOf(await answer.text());
  const main = page.querySelector("main");
  if (!main) throw new Error("No page came.");
  document.querySelector("main")?.replaceWith(main);
  document.title = page.title;
  help();
  const wrong = document.querySelector<HTMLElement>("[autofocus]");
  if (wrong) wrong.focus();
  else scrollTo(0, 0);
}

/** Above the form, where the page's own slips stand. */
function say(form: HTMLFormElement, sentence: string, role: "alert" | "status"): void {
  for (const old of document.querySelectorAll(".slips, [data-said]")) old.remove();
  const box = Object.assign(document.createElement("div"), {
    className: role === "alert" ? "slips" : "lead",
    role,
  });
  box.dataset.said = "";
  box.append(
    Object.assign(document.createElement(role === "alert" ? "h2" : "p"), { textContent: sentence }),
  );
  form.before(box);
}
