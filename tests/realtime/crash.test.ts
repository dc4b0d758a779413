import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { httpClient } from '../support/http.ts';
import { PlainDevice } from '../support/plain-device.ts';
import { ServerProcess } from '../support/server-process.ts';
import { upTo } from '../support/thread.ts';

const BURST = 250;
const PASSWORD = 'a fine long sentence';

let dataDir: string;
let server: ServerProcess;
let url: string;
let coachCookie: string;
let desk: PlainDevice;
let phone: PlainDevice;
let conversationId: number;
/** What was said before the test at hand. */
let already: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spotter-crash-'));
  await startServer();
  await meet();
}, 60_000);
afterAll(async () => {
  desk.close();
  phone.close();
  server.signal('SIGTERM');
  await server.ended();
  await rm(dataDir, { recursive: true, force: true });
}, 30_000);

async function startServer(): Promise<void> {
  server = ServerProcess.start({ DATA_DIR: dataDir, RATE_LIMITS: 'off' });
  url = await server.url();
}

/** A coach and a client come in by the door, as the protocol says. */
async function meet(): Promise<void> {
  const as = (cookie: string) => httpClient(url, () => ({ origin: url, ...(cookie && { cookie }) }));
  const cookieOf = (answer: { headers: Headers }) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const coach = { email: 'coach@crash.test', password: PASSWORD, displayName: 'Coach', brandName: 'Crash' };
  coachCookie = cookieOf(await as('').post('/api/setup', coach));
  const invited = await as(coachCookie).post('/api/invites', { email: 'client@crash.test' });
  const link = invited.parse(z.object({ invite: z.object({ url: z.string() }) })).invite.url;
  const token = link.split('/').at(-1) ?? '';
  const form = { password: PASSWORD, displayName: 'Client' };
  const accepted = await as('').post(`/api/invitations/${token}/accept`, form);
  ({ conversationId } = accepted.parse(z.object({ conversationId: z.number() })));
  desk = new PlainDevice(coachCookie, conversationId);
  phone = new PlainDevice(cookieOf(accepted), conversationId);
}

beforeEach(async () => {
  await Promise.all([desk.connect(url), phone.connect(url)]);
  already = desk.acknowledged.size + phone.acknowledged.size;
  for (const n of upTo(BURST)) {
    desk.write(`Coach ${n}`);
    phone.write(`Client ${n}`);
  }
});

const acknowledgedNow = () => desk.acknowledged.size + phone.acknowledged.size - already;

/** Lets both send, and does that in the middle of it. */
async function inTheMiddle(fault: () => void): Promise<void> {
  const sending = Promise.all([desk.sendAll(25), phone.sendAll(25)]);
  await expect.poll(acknowledgedNow, { timeout: 15_000, interval: 1 }).toBeGreaterThan(BURST / 3);
  fault();
  await sending;
}

/** Everything stored, oldest first, read page by page. */
async function stored() {
  const page = z.object({
    items: z.array(
      z.object({
        id: z.number(),
        seq: z.number(),
        clientMessageId: z.string(),
        kind: z.string(),
        text: z.string(),
      }),
    ),
    hasAfter: z.boolean(),
  });
  const all: z.infer<typeof page>['items'] = [];
  for (let more = true; more;) {
    const path = `/api/conversations/${conversationId}/messages?limit=100&after=${all.at(-1)?.seq ?? 0}`;
    const { items, hasAfter } = (await httpClient(url, () => ({ cookie: coachCookie })).get(path)).parse(
      page,
    );
    all.push(...items);
    more = hasAfter;
  }
  return all;
}

async function proveNothingWasLost(): Promise<void> {
  // The first message of a client unlocks an achievement, whose card takes its turn in the thread.
  const everything = await stored();
  expect(everything.map(({ seq }) => seq)).toEqual(upTo(everything.length));
  const texts = everything.filter(({ kind }) => kind === 'text');
  const sent = new Map([...desk.acknowledged, ...phone.acknowledged]);
  expect(texts).toHaveLength(already + 2 * BURST);
  for (const { id, seq, clientMessageId, text } of texts) {
    expect(sent.get(clientMessageId), text).toMatchObject({ id, seq, text });
  }
  await Promise.all([desk.sync(), phone.sync()]);
  for (const device of [desk, phone]) {
    // Who was too far behind starts again from the newest messages, and has those without a gap.
    expect(device.order.length).toBeGreaterThanOrEqual(50);
    expect(device.order).toEqual(everything.slice(-device.order.length).map(({ id }) => id));
  }
}

describe('in the middle of a burst from both sides', () => {
  it('a kill -9 of the database loses nothing acknowledged, and the process lives', async () => {
    const [, pid] = await server.written(/"pid":(\d+),[^\n]*"database started"/);
    await inTheMiddle(() => process.kill(Number(pid), 'SIGKILL'));
    expect(new Set([...desk.refusals, ...phone.refusals])).toEqual(new Set(['unavailable']));
    await Promise.all([desk.sendUntilDone(25, 20_000), phone.sendUntilDone(25, 20_000)]);
    await proveNothingWasLost();
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  }, 60_000);

  it('a kill -9 of the server loses nothing acknowledged, and nothing is stored twice or unsent', async () => {
    await inTheMiddle(() => {
      server.signal('SIGKILL');
    });
    await server.ended();
    expect(desk.unacknowledged.length + phone.unacknowledged.length).toBeGreaterThan(0);
    const before = new Map([...desk.acknowledged, ...phone.acknowledged]);
    await startServer();
    await Promise.all([desk.connect(url), phone.connect(url)]);
    await Promise.all([desk.sendUntilDone(25, 20_000), phone.sendUntilDone(25, 20_000)]);
    await proveNothingWasLost();
    const after = new Map([...desk.acknowledged, ...phone.acknowledged]);
    for (const [clientMessageId, { id, seq }] of before) {
      expect(after.get(clientMessageId)).toMatchObject({ id, seq });
    }
  }, 60_000);
});
