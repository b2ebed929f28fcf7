import { randomUUID } from "node:crypto";
import { type History, history } from "../../../worker/local/demo/history.ts";
import type { DemoPerson } from "../../../worker/local/demo/people.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const given = "Amina Ben Chloe Dai Efua Finn Grace Huw Isla Jakub Keira Liam Maeve Noor Owen".split(
  " ",
);
const family = "Abara Baptiste Chowdhury Davies Eze Fitzgerald Grant Hughes Iqbal Jones".split(" ");
const types = ["teacher", "teaching_assistant", "technician", "school_office"] as const;

/** A school of the longest kind of name with 530 invites, of which 130 were accepted. */
export function crowdedStory(now: number): { owner: string; story: History } {
  const school = {
    id: randomUUID(),
    name: "Sir Isaac Newton Comprehensive School and Sixth Form College",
    postcode: "NG31 6RD",
  };
  const tale = history(school, now - 20 * day);
  const people = Array.from({ length: 130 }, (_, n) => person(school, n));
  const [owner] = people;
  if (!owner) throw new Error("Nobody is there.");
  for (const [n, each] of people.entries()) {
    const at = now - 19 * day + n * hour;
    const id = tale.invites(each, n === 0 ? null : owner, at);
    tale.accepts(id, each, at + 20 * minute);
  }
  for (let n = 0; n < 400; n++) {
    const at = now - 23 * hour - (n % 3) * 2 * day + n * minute;
    const id = tale.invites(person(school, n + 200), owner, at);
    if (n % 3 > 0) tale.expires(id);
    else if (n % 21 === 0) tale.revokes(id, owner, at + 2 * minute);
  }
  return { owner: owner.username, story: tale.told() };
}

/** A school on its first day: nobody but its Owner. */
export function newStory(now: number): { owner: string; story: History } {
  const school = { id: randomUUID(), name: "Elm Academy", postcode: "NG1 1AA" };
  const tale = history(school, now - hour);
  const owner = person(school, 0);
  tale.accepts(tale.invites(owner, null, now - hour), owner, now - minute);
  return { owner: owner.username, story: tale.told() };
}

/** The nth person of a school; the first is its Owner. */
function person(school: DemoPerson["school"], n: number): DemoPerson {
  const givenName = given[n % given.length] ?? "";
  const familyName = `${family[(n * 7) % family.length]}${n < 150 ? "" : `-${family[n % 9]}`}`;
  const name = `${givenName}.${familyName}.${n}`.toLowerCase();
  return {
    id: randomUUID(),
    school,
    username: `${school.postcode.replace(" ", "")}_${familyName}${n}`.toLowerCase(),
    givenName,
    familyName,
    email: `${name}@${school.name.split(" ").slice(0, 3).join("").toLowerCase()}.example`,
    role: n === 0 ? "owner" : n < 4 ? "admin" : n % 3 === 0 ? "viewer" : "editor",
    staffType: n === 0 ? "headteacher" : (types[n % types.length] ?? "teacher"),
  };
}
