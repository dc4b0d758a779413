import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/support/processes.mjs';
import type { Client, Person } from '../support/person.ts';
import { ReturningDevice } from '../support/returning-device.ts';
import { ServerProcess } from '../support/server-process.ts';
import { TestSocket } from '../support/test-socket.ts';
import { say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const PEOPLE = 200;
const PATIENCE = { timeout: 60_000, interval: 100 };

let world: World;
let coach: Person;
let clients: Client[];
let server: ServerProcess;
let env: Record<string, string>;
let devices: ReturningDevice[];

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  clients = await Promise.all(upTo(PEOPLE).map(() => world.client(coach)));
  // From here on another process serves them, one that can be killed.
  await world.drain();
  const port = String(await freePort());
  env = {
    DATA_DIR: join(world.dataDir, 'served'),
    DATABASE_URL: world.database.url,
    PORT: port,
    RATE_LIMITS: 'on',
  };
  server = ServerProcess.start(env);
  const url = await server.url();
  devices = clients.map(({ facts }) => new ReturningDevice(url, { cookie: facts.cookie, origin: url }));
}, 120_000);
afterAll(async () => {
  for (const device of devices) device.stop();
  server.signal('SIGTERM');
  await server.ended();
  await world.close();
}, 60_000);

const allHold = (rev: number) =>
  devices.filter((device, n) => device.held.get(clients[n]?.conversationId ?? 0) === rev).length;

it('everybody comes back after a kill -9 and holds what was said meanwhile, and messages get through', async () => {
  for (const device of devices) device.start();
  await expect.poll(() => allHold(0), PATIENCE).toBe(PEOPLE);
  server.signal('SIGKILL');
  await server.ended();
  await expect.poll(() => devices.filter(({ online }) => online).length, PATIENCE).toBe(0);
  server = ServerProcess.start(env);
  const url = await server.url();
  // While all of them knock at the door, the coach writes to each.
  const desk = await TestSocket.connect(url, { cookie: coach.facts.cookie, origin: url });
  const said = await Promise.all(
    clients.map(({ conversationId }) => say(desk, conversationId, 'Welcome back')),
  );
  expect(new Set(said.map(({ rev }) => rev))).toEqual(new Set([1]));
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  await expect.poll(() => allHold(1), PATIENCE).toBe(PEOPLE);
  expect(devices.filter(({ connections }) => connections < 2)).toEqual([]);
  desk.close();
}, 180_000);
