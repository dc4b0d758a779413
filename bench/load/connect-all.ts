import type { BenchPerson } from '../world/people.ts';
import { Device } from './device.ts';

const AT_ONCE = 50;

/** A connected device for each person, in their order. */
export async function connectAll(url: string, people: readonly BenchPerson[]): Promise<Device[]> {
  const devices: Device[] = [];
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const wave = people.slice(start, start + AT_ONCE);
    devices.push(...(await Promise.all(wave.map((person) => connect(url, person)))));
  }
  return devices;
}

/** The relay knows no sessions: it is told the thread. */
function connect(url: string, person: BenchPerson): Promise<Device> {
  return Device.connect(url, { cookie: person.cookie, 'x-conversation': String(person.conversationId) });
}
