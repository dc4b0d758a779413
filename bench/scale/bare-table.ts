import type pg from 'pg';
import * as z from 'zod';

const definitions = z.array(z.object({ drop: z.string(), make: z.string() }));

/** Keys and indexes of `messages`, in the order in which they can be made. Checks are cheap and stay. */
const INDEXES = `
  select format('alter table messages drop constraint %I', conname) as drop,
    format('alter table messages add constraint %I %s', conname, pg_get_constraintdef(oid)) as make
  from pg_constraint where conrelid = 'messages'::regclass and contype in ('p', 'u')
  union all
  select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  from pg_index where indrelid = 'messages'::regclass
    and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
  order by 2`;

/** Foreign keys from and to `messages`: they need its keys. */
const REFERENCES = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
  from pg_constraint where contype = 'f' and 'messages'::regclass in (conrelid, confrelid)
  order by 2`;

/**
 * Takes keys and indexes off `messages` while `work` fills it, and makes the same again.
 * @throws when the table is not afterwards what it was
 */
export async function withBareMessages(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const references = await read(client, REFERENCES);
  const indexes = await read(client, INDEXES);
  for (const { drop } of [...references, ...indexes]) await client.query(drop);
  await work();
  for (const { make } of [...indexes, ...references]) await client.query(make);
  const restored = [...(await read(client, REFERENCES)), ...(await read(client, INDEXES))];
  if (JSON.stringify(restored) !== JSON.stringify([...references, ...indexes]))
    throw new Error(
      'The table of messages did not get its keys and indexes back as the migrations make them',
    );
}

async function read(client: pg.Client, sql: string): Promise<z.infer<typeof definitions>> {
  return definitions.parse((await client.query(sql)).rows);
}
