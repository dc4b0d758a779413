import { once } from 'node:events';
import * as z from 'zod/mini';
import type { Side } from './start-side.ts';

const answer = z.object({
  /** Milliseconds by which the event loop was late, since last asked. */
  delayP99: z.number(),
  /** Bytes. */
  rss: z.number(),
});

/** What a server under measurement says of itself. @param question `collect` frees what is garbage first */
export async function askProbe(
  { child }: Side,
  question: 'look' | 'collect',
): Promise<z.infer<typeof answer>> {
  const answered: Promise<unknown[]> = once(child, 'message');
  child.send(question);
  const [said] = await answered;
  return answer.parse(said);
}
