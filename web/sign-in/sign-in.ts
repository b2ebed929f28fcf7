import { offerReveal } from "../forms/reveal.ts";
import { endSlips } from "../forms/slips.ts";
import { submitInPlace } from "../forms/submit.ts";

// The page is whole without this; with it, nobody types a password twice because many come at once
// or because of another one.

help();

/** The form of the page as it stands, which an answer replaces. */
function help(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-in-turn]");
  if (form) submitInPlace(form, "Signing in…", help);
  const change = document.querySelector<HTMLFormElement>("form[data-change]");
  if (change)
    submitInPlace(change, "Changing it…", (typed) => {
      keepPasswords(typed);
      help();
    });
  for (const each of document.querySelectorAll("form")) {
    offerReveal(each);
    endSlips(each);
  }
}

/** No answer ever holds a password: each stays where it was typed, for one may be right and long. */
function keepPasswords(typed: FormData): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[type=password]"))
    field.value = `${typed.get(field.name) ?? ""}`;
}
