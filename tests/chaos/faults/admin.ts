import type { Stage } from '../stage/stage.ts';

const ATTEMPTS = 80;
const PAUSE_MS = 500;
const PATIENCE_MS = 8_000;

/**
 * An admin asks until it is done: a server may be away. Doing it twice changes nothing.
 * @throws when it is refused, or could not be done in more than half a minute
 */
export async function askAdmin(
  stage: Stage,
  method: 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<void> {
  const admin = stage.cast.people.find(({ role }) => role === 'ADMIN');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${stage.route() ?? 0}${path}`, {
      method,
      headers: { ...admin?.headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`${path} could not be done`);
}
