import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

const LIMIT = { capacity: 10, perSecond: 1 };

function takeMany(buckets: TokenBuckets, key: string, count: number): number[] {
  return Array.from({ length: count }, () => buckets.take(key));
}

describe('buckets that several processes share', () => {
  it('say what was taken, once, and keep what is too little to tell', () => {
    const buckets = new TokenBuckets(LIMIT, () => 0);
    buckets.share();
    takeMany(buckets, 'busy', 7);
    takeMany(buckets, 'quiet', 3);
    expect([...buckets.takeSpent()]).toEqual([['busy', 7]]);
    takeMany(buckets, 'quiet', 3);
    expect([...buckets.takeSpent()]).toEqual([['quiet', 6]]);
    expect([...buckets.takeSpent()]).toEqual([]);
  });

  it('say nothing of what was refused, or when nobody listens', () => {
    const alone = new TokenBuckets(LIMIT, () => 0);
    takeMany(alone, 'key', 10);
    expect([...alone.takeSpent()]).toEqual([]);
    const shared = new TokenBuckets(LIMIT, () => 0);
    shared.share();
    takeMany(shared, 'key', 30);
    expect([...shared.takeSpent()]).toEqual([['key', 10]]);
  });

  it('count what was taken elsewhere', () => {
    const buckets = new TokenBuckets(LIMIT, () => 0);
    buckets.spend('key', 8);
    expect(takeMany(buckets, 'key', 3)).toEqual([0, 0, 1]);
  });

  it('owe one filling at most, however much was taken elsewhere', () => {
    let now = 0;
    const buckets = new TokenBuckets(LIMIT, () => now);
    for (let i = 0; i < 50; i += 1) buckets.spend('key', 10);
    expect(buckets.take('key')).toBe(11);
    now = 11_000;
    expect(buckets.take('key')).toBe(0);
  });
});
