import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerNode } from '../stage/server-node.ts';
import type { Stage } from '../stage/stage.ts';
import { targetOf, type Fault, type Plan } from './fault.ts';

async function reviveAll(nodes: readonly ServerNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.revive()));
}

function servingNode(stage: Stage, plan: Plan): ServerNode {
  const serving = stage.serving.map(({ node }) => node);
  return targetOf(serving.length > 0 ? serving : stage.nodes, plan);
}

/** What happens to the processes themselves. */
export const serverFaults: readonly Fault[] = [
  {
    kind: 'kill-one',
    layer: 'servers',
    lasts: [500, 4_000],
    signs: ['disconnected'],
    loses: true,
    begin(stage, plan) {
      const node = servingNode(stage, plan);
      node.kill();
      return { heal: () => node.revive() };
    },
  },
  {
    kind: 'kill-all',
    layer: 'servers',
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
    layer: 'servers',
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
    layer: 'servers',
    lasts: [5_000, 9_000],
    signs: ['late', 'unanswered', 'disconnected'],
    loses: true,
    begin(stage, plan) {
      const node = servingNode(stage, plan);
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
