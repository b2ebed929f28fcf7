import type { Present } from "#party/protocol";
import type { Page } from "../page.ts";

/** Somebody's place in words, such as "on Users, editing Joy Okafor". `nameOf` knows the name of an invite or account, or does not. */
export function placeInWords(
  pages: readonly Page[],
  person: Present,
  nameOf: (id: string) => string | undefined,
): string {
  // A place that only newer code knows has no words here.
  const page = pages.find(({ path }) => path === person.view)?.whereabouts ?? "here";
  const name = person.focus === null ? undefined : nameOf(person.focus);
  if (!name) return page;
  return `${page}, ${person.editing ? "editing" : "looking at"} ${name}`;
}

/** What the people on one row do there, such as "Ade Olu is editing, Tom Mills is here". */
export function doingsInWords(people: readonly Present[]): string {
  const namesOf = (isEditing: boolean) =>
    people.filter((person) => person.editing === isEditing).map((person) => person.name);
  return [said(namesOf(true), "editing"), said(namesOf(false), "here")].filter(Boolean).join(", ");
}

/** Who is on a page, whatever they do there, such as "Ade Olu and Tom Mills are here". */
export function hereInWords(people: readonly Present[]): string {
  return said(
    people.map((person) => person.name),
    "here",
  );
}

/** What a form says of those who edit the same, by the first names they are known by; empty for nobody. */
export function editorsInWords(firstNames: readonly string[]): string {
  const words = said(firstNames, "editing this too");
  return words && `${words}.`;
}

function said(names: readonly string[], doing: string): string {
  const [first = "", second = ""] = names;
  if (names.length === 0) return "";
  if (names.length === 1) return `${first} is ${doing}`;
  return `${first} and ${names.length === 2 ? second : `${names.length - 1} more`} are ${doing}`;
}
