/** One or two capital letters for a name: "Amira K." gives "AK", "Sofía" gives "S", nothing gives "?". */
export function initials(name: string): string {
  const letters = name.split(/[\s-]+/).flatMap((word) => /^\p{L}/u.exec(word) ?? []);
  const last = letters.length > 1 ? letters.at(-1) : '';
  return `${letters[0] ?? ''}${last ?? ''}`.toLocaleUpperCase() || '?';
}
