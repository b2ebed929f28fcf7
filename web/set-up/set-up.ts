import { normalisePassword } from "#domain/accounts/passwords";
import { canonicalUsername, slipIn, suggestUsername } from "#domain/users/usernames";
import { pageOf } from "../forms/page-of.ts";
import { offerReveal } from "../forms/reveal.ts";
import { endSlip, endSlips } from "../forms/slips.ts";
import { submitInPlace } from "../forms/submit.ts";
import { base, input } from "./page.ts";
import { countDown } from "./time-left.ts";

// What the set-up page gains from JavaScript. The page is whole without it, so every failure here stays silent.

const grace = 30 * 60_000;

const told = new Set<boolean>();
const clock = countDown(end);
help();

/** The form of the page as it stands, which a slip replaces. */
function help(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-set-up]");
  if (!form) return;
  tellOpening(form);
  endSlips(form);
  helpWithUsername(form);
  helpWithPassword(form);
  submitInPlace(form, "Creating your account…", (typed) => {
    keepPassword(`${typed.get("password")}`);
    clock.read(document);
    help();
  });
}

/** Nobody begins to fill in what leads nowhere: the page says so itself. What is typed already stays. */
async function end(): Promise<void> {
  if (told.size > 0) return;
  try {
    const page = pageOf(await (await fetch(base)).text());
    const main = page.querySelector("main");
    if (!main || told.size > 0) return;
    if (main.querySelector("[data-left]")) return clock.read(page);
    document.querySelector("main")?.replaceWith(main);
    document.title = page.title;
  } catch {
    // It is asked again.
  }
}

/** No answer ever holds the password: it stays where it was typed. */
function keepPassword(typed: string): void {
  const form = document.querySelector<HTMLFormElement>("form[data-set-up]");
  if (form) input(form, "password").value = typed;
  document.querySelector("[data-again]")?.remove();
}

/**
 * Tells the school that somebody has begun, once, and once more when time runs out while they type [I7].
 * Only what a person does is trusted: a scanner's script that fills in and clicks around tells nothing [I6].
 */
function tellOpening(form: HTMLFormElement): void {
  form.addEventListener("input", async (event) => {
    const isLate = clock.left() < grace;
    if (!event.isTrusted || isTick(event.target) || told.has(isLate)) return;
    told.add(isLate);
    try {
      await fetch(`${base}/opening`, { method: "POST", keepalive: true });
      // The link may have been given more time.
      if (isLate) clock.read(pageOf(await (await fetch(base)).text()));
    } catch {
      told.delete(isLate);
    }
  });
}

/** What a script's click does to a box is trusted as a person's is. */
function isTick(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "checkbox";
}

/** Corrects, proposes and checks the username while it is typed [A4]. */
function helpWithUsername(form: HTMLFormElement): void {
  const [username, surname] = [input(form, "username"), input(form, "familyName")];
  const verdict = form.querySelector<HTMLOutputElement>("output[for=username]");
  const button = form.querySelector<HTMLButtonElement>("[data-suggestion]");
  if (!verdict || !button) return;
  let isProposed = username.dataset.proposed === "true" && username.value === username.defaultValue;
  let waiting = 0;

  const say = (text: string, suggestion: string | null = null, isTaken = suggestion !== null) => {
    verdict.textContent = text;
    verdict.classList.toggle("taken", isTaken);
    button.hidden = suggestion === null;
    button.textContent = suggestion === null ? "" : `Use ${suggestion}`;
    button.dataset.suggestion = suggestion ?? "";
  };

  const check = () => {
    say("");
    clearTimeout(waiting);
    const wanted = canonicalUsername(username.value);
    const slip = slipIn(wanted);
    if (slip === null) waiting = setTimeout(() => ask(wanted), 350);
    else if (username.value.length >= 3) say(slip, null, true);
  };

  const ask = async (wanted: string) => {
    const answer = await availability(wanted);
    if (!answer || canonicalUsername(username.value) !== wanted) return;
    if (answer.available) return say(`✓ ${wanted} is free`);
    if (!answer.suggestion) return say(`${wanted} is taken.`, null, true);
    if (!isProposed)
      return say(`${wanted} is taken. ${answer.suggestion} is free.`, answer.suggestion);
    username.value = answer.suggestion;
    say(`✓ ${answer.suggestion} is free`);
  };

  username.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    isProposed = false;
    correct(username);
    check();
  });
  username.addEventListener("compositionend", () => {
    correct(username);
    check();
  });
  surname.addEventListener("input", () => {
    const proposal = isProposed && suggestUsername(form.dataset.postcode ?? "", surname.value);
    if (!proposal || proposal === username.value) return;
    username.value = proposal;
    check();
  });
  // What was refused for something else comes back with the name as it was typed, and nothing said of it.
  if (username.ariaInvalid !== "true" && verdict.textContent === "") check();
  button.addEventListener("click", () => {
    username.value = button.dataset.suggestion ?? "";
    endSlip(username);
    say(`✓ ${username.value} is free`);
    username.focus();
  });
}

interface Availability {
  available: boolean;
  suggestion: string | null;
}

const answers = new Map<string, Availability>();

/** Whether a username is free, or null when nobody can say just now. */
async function availability(username: string): Promise<Availability | null> {
  const known = answers.get(username);
  if (known) return known;
  try {
    const response = await fetch(`${base}/usernames/${encodeURIComponent(username)}`);
    if (!response.ok) return null;
    const answer: Availability = await response.json();
    answers.set(username, answer);
    return answer;
  } catch {
    return null;
  }
}

/** Puts the canonical form in place without moving the cursor. */
function correct(field: HTMLInputElement): void {
  const canonical = canonicalUsername(field.value);
  if (canonical === field.value) return;
  const fromEnd = field.value.length - (field.selectionEnd ?? field.value.length);
  field.value = canonical;
  const cursor = Math.max(0, canonical.length - fromEnd);
  field.setSelectionRange(cursor, cursor);
}

/** Marks each rule as the password meets it [A10], and shows it when asked. */
function helpWithPassword(form: HTMLFormElement): void {
  const [password, username] = [input(form, "password"), input(form, "username")];
  const rules: [string, (typed: string) => boolean][] = [
    ["8 or more characters", (typed) => [...typed].length >= 8],
    ["a number", (typed) => /\p{Nd}/u.test(typed)],
    [
      "not your username",
      (typed) => typed !== "" && typed.toLowerCase() !== canonicalUsername(username.value),
    ],
  ];
  const list = document.createElement("ul");
  list.className = "rules";
  const items = rules.map(([text]) =>
    list.appendChild(Object.assign(document.createElement("li"), { textContent: text })),
  );
  form
    .querySelector("[data-rule]")
    ?.replaceWith(list, "Common passwords from known leaks are refused.");

  const mark = () => {
    const typed = normalisePassword(password.value);
    for (const [i, [, isMet]] of rules.entries()) items[i]?.classList.toggle("met", isMet(typed));
  };
  form.addEventListener("input", mark);
  mark();

  offerReveal(form);
}
