import { bindings } from "./people.ts";

const day = 24 * 3_600_000;

/** Makes invites so many days older, with all that has happened to them and the lists they came with. */
export async function age(days: number, ...invites: { id: string }[]): Promise<void> {
  const times = ["created_at", "sent_at", "expires_at", "opened_at", "accepted_at", "revoked_at"];
  const moved = times.map((time) => `${time} = ${time} - ${days * day}`).join(", ");
  const ids = JSON.stringify(invites.map(({ id }) => id));
  const aging = `update invites set ${moved} where id in (select value from json_each(?))`;
  const lists = `update batches set sent_at = sent_at - ${days * day}
    where id in (select batch_id from invites where id in (select value from json_each(?)))`;
  await bindings.DB.batch([aging, lists].map((sql) => bindings.DB.prepare(sql).bind(ids)));
}

/** Makes all imports of a school a day older. */
export async function ageImports({ school }: { school: string }): Promise<void> {
  const aging = `update imports set at = at - ${day}, applied_at = applied_at - ${day} where school_id = ?`;
  await bindings.DB.prepare(aging).bind(school).run();
}
