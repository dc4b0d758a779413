import type { Direction, TcpProxy } from '../../support/tcp-proxy.ts';
import type { Shape } from '../../support/tcp-flow.ts';
import { hopsOf, type Stage } from '../stage/stage.ts';
import type { Fault, Plan } from './fault.ts';
import { targetOf } from './fault.ts';

const BLOWS = 3;
const BLOW_EVERY_MS = 400;

/** What happens on the way between two of them: a device and its server, a server and its database or Redis. */
export const networkFaults: readonly Fault[] = [
  {
    kind: 'reset',
    layer: 'network',
    lasts: [0, 500],
    signs: ['disconnected', 'unavailable', 'warned', 'degraded', 'gap'],
    loses: true,
    async begin(stage, plan) {
      for (let blow = 0; blow < BLOWS; blow += 1) {
        for (const hop of hopsFor(stage, plan)) hop.reset();
        await new Promise((resolve) => setTimeout(resolve, BLOW_EVERY_MS));
      }
      return { heal: () => Promise.resolve() };
    },
  },
  {
    kind: 'silence',
    layer: 'network',
    lasts: [3_000, 8_000],
    signs: ['touched'],
    loses: true,
    begin: (stage, plan) => shaped(stage, plan, (hop) => hop.silence(directionOf(plan))),
  },
  {
    kind: 'slices',
    layer: 'network',
    lasts: [2_000, 5_000],
    signs: ['touched'],
    begin: (stage, plan) => shaped(stage, plan, (hop) => shapeBoth(hop, { kind: 'slice' })),
  },
  {
    kind: 'slow-link',
    layer: 'network',
    lasts: [3_000, 7_000],
    signs: ['touched'],
    begin: (stage, plan) =>
      shaped(stage, plan, (hop) => shapeBoth(hop, { kind: 'slow', bytesPerSecond: 20_000, delayMs: 150 })),
  },
];

function shapeBoth(hop: TcpProxy, shape: Shape): void {
  hop.shape('up', shape);
  hop.shape('down', shape);
}

function directionOf({ target }: Plan): Direction {
  return target % 2 === 0 ? 'down' : 'up';
}

/** Several devices at once, or one hop behind a server. */
function hopsFor(stage: Stage, plan: Plan): TcpProxy[] {
  const links = stage.tabs.map(({ link }) => link);
  const behind = stage.serving.flatMap(hopsOf);
  if (plan.target % 3 === 0 && behind.length > 0) return [targetOf(behind, plan)];
  const third = Math.ceil(links.length / 3);
  const from = plan.target % links.length;
  return [...links, ...links].slice(from, from + third);
}

function shaped(stage: Stage, plan: Plan, shape: (hop: TcpProxy) => void) {
  const hops = hopsFor(stage, plan);
  const before = hops.map((hop) => hop.touched);
  for (const hop of hops) shape(hop);
  return {
    heal() {
      if (hops.some((hop, index) => hop.touched > (before[index] ?? 0)))
        stage.recorder.note('touched', 'the network');
      for (const hop of hops) hop.heal();
      return Promise.resolve();
    },
  };
}
