import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, cpuOfFamily } from '../measure/cpu.ts';
import type { BenchPerson } from '../world/people.ts';
import { connectAll } from './connect-all.ts';
import type { Device } from './device.ts';
import type { SaturateJob, SaturateResult, Target } from './jobs.ts';
import { TEXT } from './text.ts';

const PATIENCE_MS = 10_000;

interface Counts {
  acknowledged: number;
  delivered: number;
  running: boolean;
}

/**
 * Keeps one message of everybody in flight and counts what is acknowledged in a window of time, with the processor
 * time used in it. @throws when a message is refused, or acknowledged and not delivered
 */
export async function saturate(job: SaturateJob): Promise<SaturateResult> {
  const devices = await connectAll(job.target.url, job.people);
  const counts: Counts = { acknowledged: 0, delivered: 0, running: true };
  for (const device of devices) device.onMessage = () => (counts.delivered += 1);
  const senders = devices.map((device, index) => keepSending(device, job.people[index], counts));
  await sleep(job.warmUpSeconds * 1000);
  const before = await look(job.target, counts);
  await sleep(job.seconds * 1000);
  const after = await look(job.target, counts);
  counts.running = false;
  await Promise.all(senders);
  for (let waited = 0; counts.delivered < counts.acknowledged && waited < PATIENCE_MS; waited += 10)
    await sleep(10);
  for (const device of devices) device.close();
  if (counts.delivered !== counts.acknowledged) {
    throw new Error(`${counts.acknowledged} were acknowledged and ${counts.delivered} delivered`);
  }
  return {
    messages: after.acknowledged - before.acknowledged,
    delivered: after.delivered - before.delivered,
    seconds: (after.at - before.at) / 1000,
    serverCpu: after.serverCpu - before.serverCpu,
    databaseCpu: after.databaseCpu - before.databaseCpu,
  };
}

async function keepSending(device: Device, person: BenchPerson | undefined, counts: Counts): Promise<void> {
  while (person && counts.running) {
    if (!(await device.send(person.conversationId, randomUUID(), TEXT)))
      throw new Error('A send was refused');
    counts.acknowledged += 1;
  }
}

async function look({ serverPid, databasePid }: Target, { acknowledged, delivered }: Counts) {
  const at = performance.now();
  const [serverCpu, databaseCpu] = await Promise.all([
    cpuOf(serverPid),
    databasePid === undefined ? 0 : cpuOfFamily(databasePid),
  ]);
  return { at, acknowledged, delivered, serverCpu, databaseCpu };
}
