import { afterEach, beforeEach } from 'vitest';
import type { Client, Person } from './person.ts';
import { createWorld, type World } from './world.ts';

/** The people of most tests, in a world of their own. */
export interface Pair {
  readonly world: World;
  readonly coach: Person;
  readonly client: Client;
}

/**
 * Gives each test of the file a world with a coach and their client in it, and closes it afterwards.
 * @param take is handed them before each test
 * @param now what the world's clock shows; left out, the present
 */
export function pairForEachTest(take: (pair: Pair) => void, now?: string): void {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    if (now !== undefined) world.clock.set(now);
    const coach = await world.coach();
    take({ world, coach, client: await world.client(coach) });
  });
  afterEach(() => world.close());
}
