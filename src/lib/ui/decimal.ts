/**
 * Reads a number as people type it: a decimal comma or point, spaces, a leading minus of any kind.
 * With both comma and point the last one is the decimal sign. Gives null for nothing, 'invalid' for anything else.
 */
export function parseDecimal(text: string): number | null | 'invalid' {
  const bare = text.replace(/[\s\u00a0\u202f']/g, '').replace('\u2212', '-');
  if (bare === '') return null;
  const point = withPoint(bare);
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(point) ? Number(point) : 'invalid';
}

function withPoint(bare: string): string {
  const comma = bare.lastIndexOf(',');
  const point = bare.lastIndexOf('.');
  if (comma === -1) return bare;
  if (point === -1) return bare.replace(',', '.');
  return comma > point ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
}

/** The text a number field shows: what was typed while it still means `value`, otherwise `value` itself. */
export function shownDecimal(typed: string | undefined, value: number | null, plain: string): string {
  if (typed === undefined) return plain;
  const meant = parseDecimal(typed);
  return meant === value || (meant === 'invalid' && value === null) ? typed : plain;
}
