import { runDurableObjectAlarm } from "cloudflare:test";
import { isDeepStrictEqual } from "node:util";
import type { PublicBatch } from "#domain/batches";
import type { PublicGroup } from "#domain/groups";
import { DifferenceKind } from "#domain/imports";
import type { PublicInvite } from "#domain/invites";
import { isRecent, recentSince } from "#domain/invites/recent";
import type { Noun } from "#domain/nouns";
import { iso } from "#domain/time";
import type { PublicUser } from "#domain/users";
import { removePortion } from "#worker/events/pruning";
import { staffOfGroups } from "../web/groups/counts.ts";
import { lookUp } from "../web/invites/older/look.ts";
import { tableNames } from "../web/replica/tables.ts";
import { age } from "./aging.ts";
import { importOf, misFile, send as upload } from "./files/mis-files.ts";
import { png } from "./files/pictures.ts";
import { filledIn, invite, look as lookAt, submit, tokenOf } from "./links.ts";
import { type Chance, Client, createChance, pause, Rings, roomOf, shake } from "./nemesis.ts";
import { bindings, makePerson, makeSchool, type Somebody } from "./people.ts";

/** Seeds that once failed, tried first for ever. */
export const pinned: readonly number[] = [];

/** Schools side by side in one database: each is every other's outsider. */
const atOnce = 10;

/** Runs these seeds; gives those that failed, and how. */
export async function weather(seeds: readonly number[]): Promise<string[]> {
  const rings = new Rings();
  const left = [...seeds];
  const failed: string[] = [];
  const work = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const wrong = await storm(rings, seed).catch((error: unknown) => String(error));
      if (wrong) failed.push(`seed ${seed}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  rings.end();
  return failed;
}

/** One school's stormy day, and the calm after it. Gives what is wrong then, or null. */
async function storm(rings: Rings, seed: number): Promise<string | null> {
  const chance = createChance(seed);
  const mark = `seed-${seed}.example`;
  const now = Date.now();
  const school = await makeSchool(`School ${seed}`, "NG7 5PN", now);
  const priya = await makePerson(school, "Priya Shah", "owner", "headteacher", now);
  const tom = await makePerson(school, "Tom Mills", "admin", "ict_coordinator", now);
  const lena = await makePerson(school, "Lena Brand", "editor", "teacher", now);
  const clients = [priya, tom, lena].map(
    (person) => new Client(person, chance, mark, person !== lena),
  );
  const day = {
    chance,
    mark,
    school,
    admins: [priya, tom],
    lena,
    clients,
    invites: [] as string[],
    groups: [] as string[],
  };
  day.invites.push(...(await longAgo(day)));
  for (const client of clients) await client.open();
  rings.trouble(school, chance);
  for (let step = 3 + chance.below(6); step > 0; step--) {
    const turns = Array.from({ length: 1 + chance.below(2) }, () => act(day));
    if (chance.isLucky(0.35)) turns.push(chance.pick(clients).reconnect());
    if (chance.isLucky(0.15)) turns.push(chance.pick(clients).reload());
    if (chance.isLucky(0.15)) turns.push(shake(school, chance));
    if (chance.isLucky(0.03)) turns.push(prune(school));
    if (chance.isLucky(0.02)) turns.push(restoreHistory(school));
    await Promise.all(turns);
  }
  chance.quieten();
  await pause(12);
  return calm(day, chance.next() < 0.5);
}

interface Day {
  chance: Chance;
  mark: string;
  school: string;
  admins: Somebody[];
  lena: Somebody;
  clients: Client[];
  invites: string[];
  groups: string[];
}

/** Invites from before what a window holds: withdrawn, expired, and one that is pending still. */
async function longAgo({ mark, admins: [priya] }: Day): Promise<string[]> {
  if (!priya) return [];
  const sent: PublicInvite[] = [];
  for (let i = 0; i < 3; i++) sent.push(await invite(priya, { email: `old${i}@${mark}` }));
  const [one, other] = sent;
  await priya.call("PUT", `/invites/${one?.id}/revocation`);
  await bindings.DB.prepare("update invites set status = 'expired' where id = ?")
    .bind(other?.id)
    .run();
  await age(100, ...sent);
  return sent.map(({ id }) => id);
}

/** Somebody opens an invite that their window may not hold, and the answer may be late. */
async function look({ chance, clients, lena, invites }: Day): Promise<void> {
  const client = chance.pick(clients.filter(({ person }) => person !== lena));
  const id = chance.pick(invites);
  await lookUp(client.school, async () => {
    const answer = await client.person.get(`/invites/${id}`);
    const { invite } = (await answer.json()) as { invite: PublicInvite };
    if (chance.isLucky(0.5)) await pause(chance.below(20));
    return invite;
  }).catch(() => undefined);
}

/** Whatever somebody may do at any moment, by what they do it to. */
async function act(day: Day): Promise<void> {
  const { chance, mark, admins, lena, invites } = day;
  const by = chance.pick(admins);
  const known = invites.length > 0 ? chance.pick(invites) : null;
  const acts: Record<Noun, (() => Promise<unknown>)[]> = {
    invite: [
      () => send(day, by),
      () => send(day, by),
      () => look(day),
      () => look(day),
      () => actOnAll(day, by),
      async () => known && by.call("POST", `/invites/${known}/resends`),
      async () => known && by.call("PUT", `/invites/${known}/revocation`),
      async () => known && by.call("DELETE", `/invites/${known}/revocation`),
      async () =>
        known && change(by, `/invites/${known}`, { role: chance.pick(["viewer", "editor"]) }),
      async () =>
        known && change(by, `/invites/${known}`, { email: `${chance.below(1e6)}@${mark}` }),
      async () => known && chance.isLucky(0.1) && submit(tokenOf({ id: known }), filledIn()),
    ],
    batch: [() => sendList(day, by)],
    user: [
      () =>
        change(by, `/users/${lena.id}`, {
          phone: `0115 ${chance.below(1e6)}`,
          givenName: chance.pick(["Lena", "Helena"]),
        }),
      () => change(by, `/users/${lena.id}`, { role: chance.pick(["editor", "viewer"]) }),
      () => promote(day, by),
      () => add(day, by),
    ],
    group: [
      () => group(day, by),
      () => group(day, by),
      () => regroup(day),
      () => regroup(day),
      () => regroup(day),
    ],
    pupil: [() => enrol(day, by)],
    // It rolls over among the pupils.
    year: [],
    school: [() => settle(day, by), () => adorn(day, by)],
    recovery: [() => recover(by)],
    message: [() => announce(day, by)],
    import: [() => takeIn(day, by)],
  };
  await chance.pick(Object.values(acts).flat())();
}

/** Ticks Lena, and maybe whoever asks. */
async function promote({ chance, lena }: Day, by: Somebody): Promise<void> {
  const ticked = chance.isLucky(0.3) ? [lena, by] : [lena];
  const users: { id: string; version: number }[] = [];
  for (const { id } of ticked) {
    const answer = await by.get(`/users/${id}`);
    if (answer.ok)
      users.push(((await answer.json()) as { user: { id: string; version: number } }).user);
  }
  const staffType = chance.pick(["teacher", "slt", "technician"]);
  const body = { users: users.map(({ id, version }) => ({ id, version })), change: { staffType } };
  if (users.length > 0) await by.call("POST", "/users/acts", body);
}

/** One of the school's settings. */
function settle({ chance, mark }: Day, by: Somebody): Promise<Response> {
  const settings = [
    { name: `School ${chance.below(1e6)}` },
    { phone: `0115 ${chance.below(1e6)}`, address: null },
    { reminders: chance.isLucky(0.5), mailDomains: [mark] },
    { headteacherEmail: `head.${chance.below(3)}@${mark}` },
  ];
  return by.call("PATCH", "", chance.pick(settings));
}

/** Another message of the day, for good or until an hour has passed, or none. */
function announce({ chance }: Day, by: Somebody): Promise<Response> {
  if (chance.isLucky(0.3)) return by.call("DELETE", "/message");
  const until = chance.isLucky(0.5) ? new Date(Date.now() + 3600_000).toISOString() : null;
  return by.call("PUT", "/message", { text: `Fire drill in room ${chance.below(100)}`, until });
}

/** Another logo, or none. */
function adorn({ chance, school }: Day, by: Somebody): Promise<Response> {
  if (chance.isLucky(0.3)) return by.call("DELETE", "/logo");
  return by.ask(`/api/schools/${school}/logo`, { method: "PUT", body: png() });
}

/** Ticks every invite. */
async function actOnAll({ chance, invites: ids }: Day, by: Somebody): Promise<void> {
  const act = chance.pick(["resend", "revoke", "restore"]);
  if (ids.length > 0) await by.call("POST", "/invites/acts", { ids, act });
}

/** A new group, or one that is renamed, put away or brought back. */
async function group({ chance, groups }: Day, by: Somebody): Promise<void> {
  const name = `Group ${chance.below(1e6)}`;
  if (groups.length === 0 || chance.isLucky(0.4)) {
    const made = (await (await by.call("POST", "/groups", { name })).json()) as Partial<Shown>;
    if (made.group) groups.push(made.group.id);
    return;
  }
  const path = `/groups/${chance.pick(groups)}`;
  if (chance.isLucky(0.3)) await by.call("PUT", `${path}/deactivation`);
  if (chance.isLucky(0.3)) await by.call("DELETE", `${path}/deactivation`);
  const { group } = (await (await by.call("PATCH", `${path}/members`, {})).json()) as Shown;
  await by.call("PATCH", path, { name }, { "If-Match": `"${group.version}"` });
}

interface Shown {
  group: { id: string; version: number };
}

/** A pupil comes, and may be moved to other groups or leave; now and then the school year begins, and is taken back. */
async function enrol({ chance, groups, school }: Day, by: Somebody): Promise<void> {
  const some = () => (groups.length > 0 ? [chance.pick(groups)] : []);
  const details = { givenName: "Mia", familyName: "Cole", yearGroup: "7", groupIds: some() };
  const { pupil } = (await (await by.call("POST", "/pupils", details)).json()) as {
    pupil?: { id: string };
  };
  if (!pupil) return;
  const path = `/pupils/${pupil.id}`;
  const changes = { groupIds: some(), familyName: `Cole ${chance.below(1e6)}` };
  if (chance.isLucky(0.5)) await by.call("PATCH", path, changes, { "If-Match": '"1"' });
  if (chance.isLucky(0.3)) await by.call("PUT", `${path}/deactivation`);
  if (chance.isLucky(0.8)) return;
  const past = bindings.DB.prepare("update schools set roll_day = '2026-01-01' where id = ?");
  await past.bind(school).run();
  await runDurableObjectAlarm(roomOf(school));
  const { latest } = (await (await by.get("/year-rolls")).json()) as { latest?: { id: string } };
  if (latest && chance.isLucky(0.5)) await by.call("PUT", `/year-rolls/${latest.id}/reversal`);
}

/** What the MIS says: uploaded, decided about all at once, and applied by whichever admin comes to it, or by nobody yet. */
async function takeIn({ chance, admins }: Day, by: Somebody): Promise<void> {
  const some = ["s1", "s2", "p1", "p2"].filter(() => chance.next() < 0.7);
  const people = some.map((id) => ({
    id,
    name: `${chance.pick(["Ada", "Kit"])} ${chance.pick(["Cole", "Lowe"])}`,
    role: id.startsWith("p") ? "student" : "teacher",
  }));
  const file = misFile(people, { g1: { name: `Class ${chance.below(3)}`, members: some } });
  const answer = await upload(by, file);
  if (!answer.ok) return;
  const { id } = await importOf(answer);
  for (const all of DifferenceKind.options)
    await chance
      .pick(admins)
      .call("PUT", `/imports/${id}/differences/states`, { all, state: "accepted" });
  if (chance.next() < 0.8) await chance.pick(admins).call("POST", `/imports/${id}/application`, {});
}

/** Somebody goes into some groups, or out of them, from either side; Lena does it, too, where she may. */
async function regroup({ chance, admins, lena, groups, clients }: Day): Promise<void> {
  if (groups.length === 0) return;
  const by = chance.pick([...admins, lena]);
  const known = clients[0]?.school.users.all().map(({ id }) => id) ?? [];
  const some = (ids: string[]) => [...new Set([chance.pick(ids), chance.pick(ids)])];
  const body = (ids: string[]) => ({ [chance.pick(["add", "remove"])]: some(ids) });
  if (chance.next() < 0.5)
    await by.call("PATCH", `/groups/${chance.pick(groups)}/members`, body(known));
  else await by.call("PATCH", `/users/${chance.pick(known)}/groups`, body(groups));
}

/** Also with an answer that gets lost, and the same command once more. What the answer said is taken in before its event comes. */
async function send({ chance, mark, clients, invites }: Day, by: Somebody): Promise<void> {
  const id = crypto.randomUUID();
  invites.push(id);
  const details = { id, email: `${chance.below(1e9)}@${mark}`, role: "editor" };
  const key = { "Idempotency-Key": crypto.randomUUID() };
  const once = () =>
    by.call("POST", `/invites${chance.isLucky(0.3) ? "?hold=1" : ""}`, details, key);
  const answers = await Promise.all(chance.isLucky(0.2) ? [once(), once()] : [once()]);
  for (const answer of answers) {
    const { invite } = (await answer.json()) as {
      invite?: Parameters<Client["school"]["invites"]["took"]>[0];
    };
    const client = clients.find(({ person }) => person === by);
    if (invite && client && chance.isLucky(0.7)) client.school.invites.took(invite);
  }
}

/** A list of two, of whom one is invited already or not. */
function sendList({ chance, mark }: Day, by: Somebody): Promise<Response> {
  const emails = [`${chance.below(1e9)}@${mark}`, `old${chance.below(5)}@${mark}`];
  const rows = emails.map((email) => ({ email, role: "viewer" }));
  return by.call("POST", "/invites/batches", { rows });
}

/** A new Owner is asked for, and maybe not after all. */
async function recover(by: Somebody): Promise<void> {
  const { recovery } = (await (await by.call("POST", "/recoveries")).json()) as {
    recovery?: { id: string };
  };
  if (recovery) await by.call("PUT", `/recoveries/${recovery.id}/cancellation`);
}

async function change(by: Somebody, path: string, changes: object): Promise<void> {
  const shown = (await (await by.get(path)).json()) as {
    invite?: { version: number };
    user?: { version: number };
  };
  const version = shown.invite?.version ?? shown.user?.version;
  await by.call("PATCH", path, changes, { "If-Match": `"${version}"` });
}

/** Somebody new, who may leave again at once. */
async function add({ chance, mark }: Day, by: Somebody): Promise<void> {
  const person = {
    username: `u${crypto.randomUUID().slice(0, 12)}`,
    givenName: "Kit",
    familyName: "Lowe",
    role: "viewer",
    staffType: "governor",
    email: `${chance.below(1e9)}@${mark}`,
  };
  const added = (await (await by.call("POST", "/users", person)).json()) as {
    user?: { id: string };
  };
  if (!added.user || chance.next() < 0.5) return;
  await by.call("PUT", `/users/${added.user.id}/deactivation`);
  if (chance.next() < 0.5) await by.call("DELETE", `/users/${added.user.id}/deactivation`);
}

/** All that has happened so far is no longer kept. */
async function prune(school: string): Promise<void> {
  const moved = bindings.DB.prepare("update schools set horizon = seq where id = ?").bind(school);
  await bindings.DB.batch([moved, bindings.DB.prepare(removePortion)]);
}

/** Numbers mean something else from now on. */
async function restoreHistory(school: string): Promise<void> {
  await bindings.DB.prepare("update schools set epoch = ? where id = ?")
    .bind(crypto.randomUUID(), school)
    .run();
}

/** Nothing is lost any more. Either the room's own look, or a new socket, shows what was; within moments all agree. */
async function calm(
  { clients, school, admins }: Day,
  isReconnected: boolean,
): Promise<string | null> {
  for (const client of clients) if (isReconnected || !client.isConnected) await client.reconnect();
  if (!isReconnected) await admins[0]?.call("PATCH", "", { name: "Quiet at last" });
  await runDurableObjectAlarm(roomOf(school));
  let differences: string[] = [];
  for (let tries = 0; tries < 300; tries++) {
    const head = await bindings.DB.prepare("select seq from schools where id = ?")
      .bind(school)
      .first<number>("seq");
    const isLate = tries < 299 && clients.some((client) => client.school.heard().seq !== head);
    differences = isLate ? ["late"] : (await Promise.all(clients.map(compare))).flat();
    if (differences.length === 0) break;
    await pause(10);
  }
  for (const client of clients) client.leave();
  const wrongs = [...differences, ...clients.flatMap((client) => client.wrongs)];
  return wrongs.length > 0 ? wrongs.slice(0, 3).join("; ") : null;
}

/** How a window differs from what the server would show it now. */
async function compare({ person, school }: Client): Promise<string[]> {
  const truth = (await (await person.get("/snapshot")).json()) as ReturnType<typeof school.state>;
  const held = school.state();
  const since = iso(recentSince(Date.now()));
  const shown = { ...held, invites: held.invites.filter((each) => isRecent(each, since)) };
  const parts = ["epoch", "seq", "school", "recovery", "invitesSince"] as const;
  const wrong = parts
    .filter((part) => !isDeepStrictEqual(truth[part], shown[part]))
    .map(
      (part) =>
        `${part} of ${person.name}: ${JSON.stringify(shown[part])} for ${JSON.stringify(truth[part])}`,
    );
  for (const table of tableNames)
    if (!isDeepStrictEqual(sorted(truth[table]), sorted(shown[table])))
      wrong.push(`${table} of ${person.name}`);
  const counts = staffOfGroups(shown.users);
  if (truth.groups.some(({ id, staff }) => (counts.get(id) ?? 0) !== staff))
    wrong.push(`staff counted by ${person.name}`);
  if (!isDeepStrictEqual(sorted(school.invites.all()), sorted(held.invites)))
    wrong.push(`invites shown to ${person.name}`);
  for (const older of held.invites.filter((each) => !isRecent(each, since)))
    if (!isDeepStrictEqual(await lookAt(person, older), older))
      wrong.push(`an older invite of ${person.name}: ${JSON.stringify(older)}`);
  return wrong;
}

/** *Last seen* is no news; who is in a group and what became of a list are news of their own: all are as of when the row was read. */
function sorted(rows: readonly { id: string }[]): object[] {
  return rows
    .map((row) => ({
      ...row,
      ...("lastSeenAt" in row && ({ lastSeenAt: null } satisfies Partial<PublicUser>)),
      ...("invited" in row && ({ sent: 0, failed: 0, accepted: 0 } satisfies Partial<PublicBatch>)),
      ...("staff" in row && ({ staff: 0, pupils: 0 } satisfies Partial<PublicGroup>)),
    }))
    .sort((one, other) => one.id.localeCompare(other.id));
}
