import { postgresFaults, redisFaults } from './databases.ts';
import type { Fault } from './fault.ts';
import { networkFaults } from './network.ts';
import { peopleFaults } from './people.ts';
import { serverFaults } from './servers.ts';
import { tabFaults } from './tabs.ts';

/** Every kind of fault there is. */
export const faults: readonly Fault[] = [
  ...serverFaults,
  ...redisFaults,
  ...postgresFaults,
  ...networkFaults,
  ...tabFaults,
  ...peopleFaults,
];

/** @throws with the names there are */
export function faultOf(kind: string): Fault {
  const found = faults.find((fault) => fault.kind === kind);
  if (!found) throw new Error(`There is no fault ${kind}: ${faults.map((one) => one.kind).join(', ')}`);
  return found;
}
