import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Answer } from '../../support/http.ts';
import { createWorld, type World } from '../../support/world.ts';
import { Family, TODAY } from './family.ts';
import { REQUESTS } from './requests.ts';
import { httpTable, type Row } from './table.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
});
afterAll(() => world.close());

const problem = z.object({ code: z.string() });

/** The status, or why not. */
function outcome(answer: Answer): string {
  return answer.status < 400 ? String(answer.status) : answer.parse(problem).code;
}

describe('every route against everybody', () => {
  it('has a row for each route of the registry, and a row for no other', () => {
    const registered = world.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...httpTable.keys()].toSorted()).toEqual([...new Set(registered)].toSorted());
    expect(Object.keys(REQUESTS).toSorted()).toEqual([...httpTable.keys()].toSorted());
  });

  it.each([...httpTable])('%s', async (route, row) => {
    expect(await outcomes(route, row)).toEqual(Object.fromEntries(row));
  });
});

async function outcomes(route: string, row: Row): Promise<Record<string, string>> {
  const family = await Family.in(world);
  const [method = ''] = route.split(' ');
  const got: Record<string, string> = {};
  const ask = REQUESTS[route];
  for (const [persona] of row) {
    if (ask === undefined) throw new Error(`Nobody knows how to ask ${route}`);
    const { path, body, sends, insider } = await ask(family);
    const browser = await family.browser(persona, insider);
    const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    got[persona] = outcome(await browser.request(path, { method, ...json, ...sends?.() }));
  }
  return got;
}
