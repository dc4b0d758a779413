/**
 * Where an arrow key leads among `count` items from item `from` (-1: none yet); undefined for any other key.
 * Past either end it starts over, as menus and tabs do.
 */
export function rovingTarget(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown' || key === 'ArrowRight') return (from + 1) % count;
  if (key === 'ArrowUp' || key === 'ArrowLeft') return from <= 0 ? count - 1 : from - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
