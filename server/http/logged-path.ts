/** A path as the log may hold it: links carry their secret in it, and whose photo somebody looked at is nobody's business. */
export function loggedPath(path: string): string {
  return path.replaceAll(/[\w-]{32,}/g, '[token]').replace(/^(\/api\/media)\/\d+/, '$1/[id]');
}
