import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../measure/statistics.ts';
import { connectAll } from './connect-all.ts';
import type { SteadyJob, SteadyResult } from './jobs.ts';
import { TEXT } from './text.ts';

const PATIENCE_MS = 10_000;

/**
 * Sends at a fixed rate and times each message from when it was due, so that a server that stalls cannot hide it by
 * slowing its callers down. @throws when a message is refused or not delivered
 */
export async function steady(job: SteadyJob): Promise<SteadyResult> {
  const devices = await connectAll(job.target.url, job.people);
  const due = new Map<string, number>();
  const latencies: number[] = [];
  const startedAt = performance.now();
  const measureFrom = startedAt + job.warmUpSeconds * 1000;
  const total = Math.round((job.warmUpSeconds + job.seconds) * job.perSecond);
  let refused = 0;
  for (const device of devices) {
    device.onMessage = (clientMessageId) => {
      const dueAt = due.get(clientMessageId);
      if (dueAt === undefined) return;
      due.delete(clientMessageId);
      if (dueAt >= measureFrom) latencies.push(performance.now() - dueAt);
    };
  }
  for (let sent = 0; sent < total;) {
    const dueAt = startedAt + (sent / job.perSecond) * 1000;
    if (dueAt > performance.now()) {
      await sleep(1);
      continue;
    }
    const device = devices[sent % devices.length];
    const person = job.people[sent % devices.length];
    if (!device || !person) throw new Error('Nobody is there to send');
    const id = randomUUID();
    due.set(id, dueAt);
    void device.send(person.conversationId, id, TEXT).then((ok) => (refused += ok ? 0 : 1));
    sent += 1;
  }
  for (const end = performance.now() + PATIENCE_MS; due.size > 0 && performance.now() < end;) await sleep(10);
  for (const device of devices) device.close();
  if (refused + due.size > 0) throw new Error(`${refused} refused, ${due.size} not delivered`);
  return {
    messages: latencies.length,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    max: percentile(latencies, 100),
  };
}
