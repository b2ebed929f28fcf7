import { offerReveal } from "../forms/reveal.ts";
import { submitInPlace } from "../forms/submit.ts";

// The page is whole without this; with it, nobody types a password twice because many come at once.

help();

/** The form of the page as it stands, which an answer replaces. */
function help(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-in-turn]");
  if (form) submitInPlace(form, "Signing in…", help);
  for (const each of document.querySelectorAll("form")) offerReveal(each);
}
