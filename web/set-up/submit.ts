import { base, input, pageOf } from "./page.ts";

/**
 * Sends the form without leaving the page, once at a time: after a slip the answer takes the page's place, and the
 * password, which no answer ever holds, is still there. `onAnswer` helps with the page that is there then.
 */
export function submitInPlace(form: HTMLFormElement, onAnswer: () => void): void {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!button) return;
  const words = button.textContent;
  const set = (isSent: boolean) => {
    button.textContent = isSent ? "Creating your account…" : words;
    button.setAttribute("aria-disabled", String(isSent));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.ariaDisabled === "true") return;
    set(true);
    try {
      await send(form, onAnswer);
    } catch {
      set(false);
      say(form, "Staffroom cannot be reached just now. What you typed is still here: try again.");
    }
  });
  // Somebody went back to a page the browser had kept.
  addEventListener("pageshow", () => set(false));
}

async function send(form: HTMLFormElement, onAnswer: () => void): Promise<void> {
  const typed = input(form, "password").value;
  const body = new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, `${value}`]),
  );
  const answer = await fetch(base, { method: "POST", body, redirect: "manual" });
  // Where to, a script may not know; somebody who has an account now goes to their school.
  if (answer.type === "opaqueredirect") return location.assign("/");
  const page = pageOf(await answer.text());
  const main = page.querySelector("main");
  if (!main) throw new Error("No page came.");
  document.querySelector("main")?.replaceWith(main);
  document.title = page.title;
  const again = document.querySelector<HTMLFormElement>("form[data-set-up]");
  if (again) input(again, "password").value = typed;
  document.querySelector("[data-again]")?.remove();
  onAnswer();
  const wrong = document.querySelector<HTMLElement>("[autofocus]");
  if (wrong) wrong.focus();
  else scrollTo(0, 0);
}

/** Above the form, where the page's own slips stand. */
function say(form: HTMLFormElement, sentence: string): void {
  document.querySelector(".slips")?.remove();
  const box = Object.assign(document.createElement("div"), { className: "slips" });
  box.setAttribute("role", "alert");
  box.append(Object.assign(document.createElement("h2"), { textContent: sentence }));
  form.before(box);
}
