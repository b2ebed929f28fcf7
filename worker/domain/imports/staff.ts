import { canonicalEmail } from "../emails.ts";
import { fullName } from "../names.ts";
import type { Roster, StaffRow } from "../rosters/roster.ts";
import { nameOf, stemOf } from "../users/likeness.ts";
import { changedFields, nameFold, plain } from "./changed-fields.ts";
import type { Difference, Joiner } from "./difference.ts";
import { type Answered, answeredOf, identities, identityKey } from "./identities.ts";
import { type Matched, type Matching, match, peopleOf, type Twin, uniqueBy } from "./matching.ts";
import { type Resolve, resolverOf } from "./members.ts";
import type { Said, Standing, StandingPerson } from "./standing.ts";

/** What of somebody is taken over, and how it is compared. */
const fields = {
  title: plain,
  givenName: nameFold,
  middleName: plain,
  familyName: nameFold,
  email: canonicalEmail,
  phone: (phone: string) => phone.replace(/[^\d+]/g, ""),
};

/** What differs among the staff, and whom the MIS's ids mean. */
export function staffDifferences(
  { staff: rows, tells }: Roster,
  standing: Standing,
): { differences: Difference[]; resolve: Resolve } {
  const addresses = new Set(
    standing.staff.flatMap(({ email }) => (email ? canonicalEmail(email) : [])),
  );
  // Somebody may have come by another invite, or none.
  const isHere = ({ email }: StaffRow) => email !== null && addresses.has(canonicalEmail(email));
  const asked = rows.filter((row) => !standing.invitedIds.has(row.key) || isHere(row));
  const answered = answeredOf("user", standing);
  const found = match(
    asked,
    standing.staff,
    standing.links.user,
    tells.staff,
    signsOf(asked, standing),
  );
  const matching = withoutMass(found, answered);
  const linked = new Set(standing.links.user.map(({ rowId }) => rowId)).size;
  const isInvited = ({ email }: StaffRow) =>
    email !== null && standing.invited.has(canonicalEmail(email));
  const joiners = matching.fresh.filter((row) => row.enabled && !isInvited(row));
  const stays = ({ found, link }: Matched<StaffRow, StandingPerson>) =>
    found.status === "active" || link?.said.left === true;
  const known = peopleOf(matching);
  // Whoever is invited joins groups with the first import after they have accepted.
  const unmailed = joiners.filter(({ email }) => email === null);
  return {
    differences: [
      ...identities("user", found, linked, described, answered),
      ...joiners.map(joinerOf),
      ...known.flatMap(returnOf),
      ...known.filter(stays).flatMap(detailsOf),
      ...matching.gone.flatMap(({ found }) => (found.status === "active" ? leaverOf(found) : [])),
    ],
    resolve: resolverOf(matching, unmailed, stays),
  };
}

/** What is kept of what the MIS says of somebody. */
export function saidOf(row: StaffRow): Said {
  const said = Object.keys(fields).map((field) => [field, row[field as keyof typeof fields]]);
  return { ...Object.fromEntries(said), ...(row.sourcedId === null && { isOfList: true }) };
}

function signsOf(rows: readonly StaffRow[], { staff, settled }: Standing) {
  const addressOf = ({ email }: { email: string | null }) => (email ? canonicalEmail(email) : null);
  const byAddress = uniqueBy(staff, addressOf);
  const byUsername = new Map(staff.map((person) => [person.username, person]));
  const byName = uniqueBy(staff, nameOf);
  const named = uniqueBy(rows, nameOf);
  const withAddress = (row: StaffRow) => byAddress.get(addressOf(row) ?? "");
  const likeness = (row: StaffRow, person: StandingPerson) =>
    nameOf(row) === nameOf(person) || nameFold(row.familyName) === nameFold(person.familyName);
  const withUsername = (row: StaffRow) => byUsername.get(row.username?.toLowerCase() ?? "");
  const alike = (row: StaffRow, found: StandingPerson | undefined) =>
    found && likeness(row, found) ? found : undefined;
  return {
    // In an MIS's own files a username is that of another system.
    own: (row: StaffRow) => (row.sourcedId === null ? alike(row, withUsername(row)) : undefined),
    certain: (row: StaffRow) => alike(row, withAddress(row) ?? withUsername(row)),
    likely: (row: StaffRow) =>
      withAddress(row) ?? (named.get(nameOf(row)) === row ? byName.get(nameOf(row)) : undefined),
    twin: twinOf,
    isSettled: (row: StaffRow, { id }: StandingPerson) =>
      settled.has(identityKey("user", row.key, id)),
  };
}

/** An address is one person's; so are a name with `james` and the same with `james.1`, but not with `staff2` and `staff3`. */
function twinOf(row: StaffRow): Twin {
  const address = row.email ? [`@${canonicalEmail(row.email)}`] : [];
  if (!row.username) return { marks: address, asks: address };
  const [whole, stem] = [row.username, stemOf(row.username)].map(
    (text) => `${text} ${nameOf(row)}`,
  );
  const isNumbered = whole !== stem;
  return {
    marks: [...address, `is ${whole}`, ...(isNumbered ? [`of ${stem}`] : [])],
    asks: [...address, `of ${whole}`, ...(isNumbered ? [`is ${stem}`] : [])],
  };
}

/** Where somebody has said that ids which changed at once are other people's, they are. */
function withoutMass<R extends StaffRow, S extends { id: string }>(
  matching: Matching<R, S>,
  isAnswered: Answered,
): Matching<R, S> {
  const { moved, unlinked, matched, fresh, gone } = matching;
  const left = moved.map(({ found }) => ({ found }));
  return {
    ...matching,
    matched: isAnswered.unlinked ? [...matched, ...unlinked] : matched,
    unlinked: isAnswered.unlinked ? [] : unlinked,
    moved: isAnswered.moved ? [] : moved,
    fresh: isAnswered.moved ? [...fresh, ...moved.map(({ row }) => row)] : fresh,
    gone: isAnswered.moved ? [...gone, ...left] : gone,
  };
}

function joinerOf(row: StaffRow): Difference {
  const { title, givenName, middleName, familyName, email, phone, role, staffType } = row;
  const joiner: Joiner = {
    title,
    givenName,
    middleName,
    familyName,
    email,
    phone,
    role,
    staffType,
  };
  return {
    kind: "joiner",
    key: `joiner:user:${row.key}`,
    subject: { noun: "user", id: null, name: fullName(row) },
    before: null,
    after: { ...joiner, misRole: row.misRole, sourcedId: row.sourcedId },
    protected: [],
    task: { do: "join", sourcedId: row.key, joiner, said: saidOf(row) },
  };
}

/** Somebody whom an import has let go, and who is back. Whoever was deactivated by hand stays so. */
function returnOf({ row, found, link }: Matched<StaffRow, StandingPerson>): Difference[] {
  if (found.status === "active" || link?.said.left !== true) return [];
  return [
    {
      kind: "joiner",
      key: `joiner:user:${row.key}`,
      subject: { noun: "user", id: found.id, name: fullName(found) },
      before: { status: "inactive" },
      after: { status: "active" },
      protected: [],
      task: { do: "return", sourcedId: row.key },
    },
  ];
}

function detailsOf({ row, found, link }: Matched<StaffRow, StandingPerson>): Difference[] {
  const changed = changedFields(fields, found, row, link?.said ?? {});
  if (!changed) return [];
  return [
    {
      kind: "details",
      key: `details:user:${found.id}`,
      subject: { noun: "user", id: found.id, name: fullName(found) },
      before: changed.before,
      after: changed.after,
      protected: changed.protected,
      task: { do: "change", sourcedId: row.key, change: changed.change, said: saidOf(row) },
    },
  ];
}

function leaverOf(found: StandingPerson): Difference {
  return {
    kind: "leaver",
    key: `leaver:user:${found.id}`,
    subject: { noun: "user", id: found.id, name: fullName(found) },
    before: { status: "active" },
    after: { status: "inactive" },
    protected: [],
    task: { do: "leave" },
  };
}

function described(row: object) {
  const { email = null, ...person } = row as StaffRow;
  return { name: fullName(person), email };
}
