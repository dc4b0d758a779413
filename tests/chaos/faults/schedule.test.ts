import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { faultOf, faults } from './registry.ts';
import { schedule } from './schedule.ts';

const planned = (seed: number, seconds: number, kinds = faults) =>
  schedule({ random: new Random(`seed ${seed}`), seconds, kinds });

describe('a schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planned(7, 60)).toEqual(planned(7, 60));
    expect(planned(7, 60)).not.toEqual(planned(8, 60));
  });

  it('has every kind in turn: five minutes leave none out', () => {
    expect(new Set(planned(1, 300).map(({ kind }) => kind))).toEqual(new Set(faults.map(({ kind }) => kind)));
  });

  it('never has two faults of one layer at once, and some have the stage to themselves', () => {
    const spans = planned(3, 300).map(({ kind, at, lasts }) => ({ ...faultOf(kind), at, end: at + lasts }));
    for (const one of spans) {
      const others = spans.filter((other) => other !== one && other.at < one.end && one.at < other.end);
      const shares = (layers: readonly string[]) => one.layers.some((layer) => layers.includes(layer));
      expect(others.filter(({ layers, alone }) => shares(layers) || alone || one.alone)).toEqual([]);
    }
  });

  it('repeats the one kind it is given, in the time it has', () => {
    const plans = planned(1, 20, [faultOf('kill-one')]);
    expect(plans.length).toBeGreaterThan(1);
    for (const { at, lasts } of plans) expect(at + lasts).toBeLessThanOrEqual(20_000);
  });

  it('refuses a kind that is not there, and names those that are', () => {
    expect(() => faultOf('flood')).toThrow('kill-one');
  });
});
