import type pg from 'pg';
import * as z from 'zod';

const columnRows = z.array(z.object({ table: z.string(), column: z.string(), says: z.string() }));
const lines = z.array(z.object({ table: z.string(), says: z.string() }));
const names = z.array(z.object({ says: z.string() }));

const COLUMNS = `
  select c.relname as "table", a.attname as "column",
    case when d.says like 'nextval(%' then 'serial'
         else replace(replace(replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar'),
           'timestamp(3) with time zone', 'timestamptz(3)'), 'timestamp with time zone', 'timestamptz') end
    || case when a.attnotnull then ' not null' else '' end
    || case when d.says is null or d.says like 'nextval(%' then ''
         else ' default ' || regexp_replace(regexp_replace(d.says, '::[a-z \\[\\]]+$', ''), '^''(-?[0-9.]+)''$', '\\1') end
    || coalesce((select case contype when 'p' then ' primary key' else ' unique' end from pg_constraint k
         where k.conrelid = c.oid and k.contype in ('p', 'u') and k.conkey = array[a.attnum]), '')
    || coalesce((select ' -> ' || k.confrelid::regclass || '.' || f.attname from pg_constraint k
         join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
         where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]), '') as says
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join lateral (select pg_get_expr(adbin, adrelid) as says from pg_attrdef
    where adrelid = c.oid and adnum = a.attnum) d on true
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;

const UNIQUES = `
  select i.indrelid::regclass::text as "table",
    (select string_agg(a.attname, ', ' order by k.place) from unnest(i.indkey) with ordinality k(num, place)
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num)
    || case when i.indnullsnotdistinct then ' nulls not distinct' else '' end
    || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '') as says
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary`;

const COMPOSITE_REFERENCES = `
  select conrelid::regclass || ' ' || replace(regexp_replace(substring(pg_get_constraintdef(oid) from 13),
    ' ON DELETE.*$', ''), 'REFERENCES', '->') as says
  from pg_constraint where contype = 'f' and cardinality(conkey) > 1 order by 1`;

const DELETE_ACTIONS = `
  select k.conrelid::regclass || ' (' || a.attname || ') '
    || case k.confdeltype when 'c' then 'cascade' when 'n' then 'set null' else k.confdeltype::text end as says
  from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where k.contype = 'f' and k.confdeltype <> 'a' order by 1`;

const CHECKS = `select conname as says from pg_constraint
  where contype = 'c' and connamespace = 'public'::regnamespace order by 1`;

/** Every column of every table in a few words, such as `varchar(255) not null unique`. */
export async function readColumns(pool: pg.Pool): Promise<Record<string, Record<string, string>>> {
  const { rows } = await pool.query(COLUMNS);
  const tables: Record<string, Record<string, string>> = {};
  for (const { table, column, says } of columnRows.parse(rows)) (tables[table] ??= {})[column] = says;
  return tables;
}

/** Per table, the column lists that are unique, with `where` for those over some rows only. */
export async function readUniques(pool: pg.Pool): Promise<Record<string, string[]>> {
  const { rows } = await pool.query(UNIQUES);
  const tables: Record<string, string[]> = {};
  for (const { table, says } of lines.parse(rows)) (tables[table] ??= []).push(says);
  return tables;
}

/** References over more than one column. */
export function readCompositeReferences(pool: pg.Pool): Promise<string[]> {
  return readLines(pool, COMPOSITE_REFERENCES);
}

/** References that do something when what they point at is deleted. */
export function readDeleteActions(pool: pg.Pool): Promise<string[]> {
  return readLines(pool, DELETE_ACTIONS);
}

/** Names of all checks. */
export function readChecks(pool: pg.Pool): Promise<string[]> {
  return readLines(pool, CHECKS);
}

async function readLines(pool: pg.Pool, query: string): Promise<string[]> {
  const { rows } = await pool.query(query);
  return names.parse(rows).map((row) => row.says);
}
