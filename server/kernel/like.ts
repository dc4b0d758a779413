import { sql } from 'drizzle-orm';
import type { Column, SQL } from 'drizzle-orm';

/** The `like` pattern of texts that contain this one. Whoever searches types letters, not patterns. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Whether a column contains a text. Case and accents do not matter: "oberg" finds Öberg. */
export function contains(column: Column, text: string): SQL {
  return sql`${folded(column)} like ${containing(unaccented(text).toLowerCase())}`;
}

/** Lower case without accents, in the database. */
export function folded(text: SQL | Column): SQL {
  return sql`lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))`;
}

/** The same letters without accents. */
export function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '');
}
