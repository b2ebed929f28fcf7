/** How many of everything, numbered from 0. */
export interface Crowd {
  schools: number;
  /** Accounts of each school, the first its Owner, every second other an Admin. */
  staff: number;
  /** Invites of each school, one in ten of them pending. */
  invites: number;
}

const hour = 3600_000;

/** The id of the nth of a kind: as long as any, and saying what it is. */
export function nth(kind: string, n: number): string {
  return `${kind}-${String(n).padStart(35 - kind.length, "0")}`;
}

/** What the cookie of the nth account's session holds. */
export function secretOf(n: number): string {
  return `secret${String(n).padStart(26, "0")}`;
}

/**
 * Statements that fill an empty database with schools from the `from`th on, each with its history. Accounts and invites are
 * numbered through from the `firstAccount`th on.
 */
export function filling(
  { schools, staff, invites }: Crowd,
  now: number,
  from = 0,
  firstAccount = 0,
): string[] {
  const id = (kind: string, n: string) => `printf('${kind}-%0${35 - kind.length}d', ${n})`;
  const rows = (columns: string, table: string, count: number) =>
    `insert into ${table} with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})
      select ${columns} from n`;
  const account = `(${firstAccount} + i)`;
  const school = (each: number) => id("school", `(${from} + i / ${each})`);
  return [
    rows(
      `${id("school", `${from} + i`)}, 'School ' || i, 'NG7 5PN', 'Europe/London', 'epoch', ${invites}, 0, ${now - hour}`,
      "schools (id, name, postcode, time_zone, epoch, seq, horizon, created_at)",
      schools,
    ),
    rows(
      `${id("user", account)}, 'ng75pn_' || ${account}, 'user' || ${account} || '@school.example', 'user' || ${account} || '@school.example',
        ${now}, 'Given' || (i % 97), 'Family' || (i * 7919 % 9973), 'scrypt$16384$8$5$' || printf('%022d', i) || '$' || printf('%043d', i),
        'own', ${now - hour}, 1`,
      "users (id, username, email, canonical_email, email_confirmed_at, given_name, family_name, password_hash, password_state, created_at, version)",
      schools * staff,
    ),
    rows(
      `${school(staff)}, ${id("user", account)}, case when i % ${staff} = 0 then 'owner' when i % 2 = 0 then 'admin' else 'editor' end,
        'teacher', 0, 0, 0, 'active', ${now - hour}, ${now - hour}`,
      "memberships (school_id, user_id, role, staff_type, edit_history, see_whole_school, set_targets, status, joined_at, last_seen_at)",
      schools * staff,
    ),
    rows(
      `${id("invite", account)}, ${school(invites)}, 'invited' || ${account} || '@school.example', 'invited' || ${account} || '@school.example', 'editor', 'teacher',
        case when i % 10 = 0 then 'pending' else 'expired' end, 1, 0, 'sent', ${now} - (i % ${invites}) * 60000, ${now} - (i % ${invites}) * 60000,
        0, case when i % 10 = 0 then ${now + 24 * hour} else ${now - hour} end, ${id("user", `(${firstAccount} + i / ${invites} * ${staff})`)}, 1, 1`,
      "invites (id, school_id, email, canonical_email, role, staff_type, status, generation, resends, delivery, created_at, sent_at, extended, expires_at, invited_by_id, version, edited_in)",
      schools * invites,
    ),
    rows(
      `${school(invites)}, i % ${invites} + 1, ${now} - (${invites} - i % ${invites}) * 60000, 'invite.sent', ${id("user", `(${firstAccount} + i / ${invites} * ${staff})`)},
        ${id("invite", account)}, ${id("command", "i")}, null`,
      "events (school_id, seq, at, kind, actor_id, subject_id, command, changes)",
      schools * invites,
    ),
  ];
}

/** Gives some accounts a session each, by their numbers. */
export function sessionsOf(numbers: readonly number[], now: number, hashed: (s: string) => string) {
  const values = numbers.map(
    (n) =>
      `('${hashed(secretOf(n))}', '${nth("user", n)}', ${now}, ${now + 8 * hour}, ${now}, null)`,
  );
  return `insert into sessions (id, user_id, created_at, expires_at, last_used_at, user_agent) values ${values.join(", ")}`;
}
