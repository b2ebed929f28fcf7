import { type History, history } from "./history.ts";
import {
  brand,
  type DemoPerson,
  dubois,
  fernhill,
  mills,
  oakfield,
  okoro,
  olu,
  shah,
} from "./people.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How Oakfield High came to be as the demo shows it. `life` is how long a link works, in milliseconds. */
export function oakfieldsStory(now: number, life: number): History {
  const tale = history(oakfield, now - 6 * day);
  tale.accepts(tale.invites(shah, null, now - 6 * day), shah, now - 6 * day + 4 * minute);
  tale.accepts(tale.invites(mills, shah, now - 5 * day), mills, now - 5 * day + 50 * minute);
  tale.accepts(tale.invites(olu, mills, now - 4 * day), olu, now - 4 * day + 3 * hour);
  tale.accepts(tale.invites(brand, mills, now - 3 * day), brand, now - 3 * day + 20 * minute);
  tale.accepts(tale.invites(dubois, shah, now - 2 * day - 5 * hour), dubois, now - 2 * day + hour);

  gatherClasses(tale, now - 2 * day + 2 * hour);

  const khan = {
    email: "r.khan@oakfield.example",
    role: "viewer",
    staffType: "teaching_assistant",
  } as const;
  tale.expires(tale.invites(khan, olu, now - 2 * day));
  const mistyped = {
    email: "g.lowe@oakfeild.example",
    role: "editor",
    staffType: "teacher",
  } as const;
  tale.revokes(tale.invites(mistyped, mills, now - 5 * hour), mills, now - 5 * hour + 2 * minute);
  const novak = {
    email: "h.novak@oakfield.example",
    role: "editor",
    staffType: "teacher",
  } as const;
  tale.invites(novak, mills, now - Math.min(3 * hour, life / 8), life);
  return tale.told();
}

/** Oakfield's classes and teams, made one after the other by Tom. */
function gatherClasses(tale: ReturnType<typeof history>, at: number): void {
  const classes: [string, string | null, DemoPerson[]][] = [
    ["7A", "Year 7", [brand]],
    ["7B", "Year 7", [brand, olu]],
    ["8A", "Year 8", [shah]],
    ["8B", "Year 8", [brand]],
    ["9A", "Year 9", [mills]],
    ["9B", "Year 9", [olu]],
    ["10A", "Year 10", [brand, shah]],
    ["10B", "Year 10", []],
    ["11A", "Year 11", [mills, brand]],
    ["11B", "Year 11", [shah]],
    ["Senior leaders", null, [shah, mills]],
    ["Governors", null, [shah, dubois]],
  ];
  classes.forEach(([name, year, people], i) => {
    tale.gathers(name, year, mills, people, at + i * minute);
  });
}

/** Fernhill Primary, where nobody but its headteacher has been invited. */
export function fernhillsStory(now: number): History {
  const tale = history(fernhill, now - 4 * day);
  tale.accepts(tale.invites(okoro, null, now - 4 * day), okoro, now - 4 * day + 9 * minute);
  return tale.told();
}
