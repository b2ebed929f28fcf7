import { bindings } from "./people.ts";

/** Fills a limit's bucket with so many tries, as if they had just been made. */
export async function used(bucket: string, count: number): Promise<void> {
  const insert = bindings.DB.prepare("insert into tries (id, bucket, at) values (?, ?, ?)");
  await bindings.DB.batch(
    Array.from({ length: count }, () => insert.bind(crypto.randomUUID(), bucket, Date.now())),
  );
}
