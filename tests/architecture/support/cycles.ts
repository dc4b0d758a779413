/**
 * The first cycle in a graph of files, as the files along it with the first one again at the end.
 * @param graph from each file to the files it imports
 */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const file of graph.keys()) {
    const cycle = walk(graph, file, [], done);
    if (cycle) return cycle;
  }
  return undefined;
}

function walk(
  graph: ReadonlyMap<string, readonly string[]>,
  file: string,
  path: readonly string[],
  done: Set<string>,
): string[] | undefined {
  const seenAt = path.indexOf(file);
  if (seenAt >= 0) return [...path.slice(seenAt), file];
  if (done.has(file)) return undefined;
  for (const next of graph.get(file) ?? []) {
    const cycle = walk(graph, next, [...path, file], done);
    if (cycle) return cycle;
  }
  done.add(file);
  return undefined;
}
