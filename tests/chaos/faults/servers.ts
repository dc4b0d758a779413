import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerNode } from '../stage/server-node.ts';
import type { Stage } from '../stage/stage.ts';
import type { Fault, Plan } from './fault.ts';
import { victimOf } from './victims.ts';

async function reviveAll(nodes: readonly ServerNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.revive()));
}

async function servingNode(stage: Stage, plan: Plan): Promise<ServerNode> {
  const { node } = await victimOf(plan, () => stage.serving);
  return node;
}

/** What happens to the processes themselves. */
export const serverFaults: readonly Fault[] = [
  {
    kind: 'kill-one',
    layers: ['servers'],
    lasts: [500, 4_000],
    signs: ['disconnected'],
    loses: true,
    async begin(stage, plan) {
      const node = await servingNode(stage, plan);
      node.kill();
      return { heal: () => node.revive() };
    },
  },
  {
    kind: 'kill-all',
    layers: ['servers'],
    lasts: [500, 3_000],
    signs: ['disconnected'],
    alone: true,
    loses: true,
    begin(stage) {
      for (const node of stage.nodes) node.kill();
      return { heal: () => reviveAll(stage.nodes) };
    },
  },
  {
    kind: 'rolling-restart',
    layers: ['servers'],
    lasts: [0, 0],
    signs: ['disconnected'],
    loses: true,
    begin: (stage) => ({
      async heal() {
        for (const node of stage.nodes) {
          await node.terminate();
          await node.revive();
          await sleep(300);
        }
      },
    }),
  },
  {
    kind: 'freeze-one',
    layers: ['servers'],
    lasts: [5_000, 9_000],
    signs: ['late', 'unanswered', 'disconnected'],
    loses: true,
    async begin(stage, plan) {
      const node = await servingNode(stage, plan);
      node.freeze();
      return {
        heal: () => {
          node.thaw();
          return Promise.resolve();
        },
      };
    },
  },
];
