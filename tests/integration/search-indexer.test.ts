import { afterAll, beforeAll, expect, it } from 'vitest';
import { SearchIndexer } from '#server/features/search/index';
import { searchProgress } from '#server/db/schema/index';
import type { Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { say } from './search.fixtures.ts';

let world: World;
let coach: Person;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
});
afterAll(() => world.close());

const progress = async () =>
  (await world.services.db.select().from(searchProgress)).map(({ conversationId, indexedRev }) => [
    conversationId,
    indexedRev,
  ]);

it('indexes what another process left undone when it starts, then what has been quiet for a while', async () => {
  const client = await world.client(coach);
  await say(coach, client, 'left', 'by', 'a crash');
  const indexer = new SearchIndexer(world.services);
  indexer.start();
  await expect.poll(progress).toEqual([[client.conversationId, 3]]);

  await say(coach, client, 'still being talked about');
  world.clock.advance(30_000);
  indexer.look();
  expect(await progress()).toEqual([[client.conversationId, 3]]);
  world.clock.advance(31_000);
  // It may be resting: a look while it does is none.
  const lookedAt = () => {
    indexer.look();
    return progress();
  };
  await expect.poll(lookedAt).toEqual([[client.conversationId, 4]]);
  await indexer.stop();
});
