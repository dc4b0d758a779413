import { describe, expect, it } from 'vitest';
import { Publications } from './publications.ts';

/** A Redis that answers when told to. */
function fakeRedis() {
  const open: { answer: () => void; fail: () => void }[] = [];
  const reasons: unknown[] = [];
  const redis = {
    alive: true,
    failed: (error: unknown) => void reasons.push(error),
    isAlive: () => redis.alive,
    spublish: () =>
      new Promise<void>((resolve, reject) => {
        open.push({
          answer: resolve,
          fail: () => {
            reject(new Error('Command timed out'));
          },
        });
      }),
  };
  return { redis, open, reasons };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function publishMany(publications: Publications, count: number): void {
  for (let i = 0; i < count; i += 1) void publications.spublish('channel', 'text');
}

describe('R10: publishing never throws, waits or queues', () => {
  it('resolves at once, whether Redis answers, fails or is not there', async () => {
    const { redis, open, reasons } = fakeRedis();
    const publications = new Publications(redis);
    await publications.spublish('channel', 'unanswered');
    open[0]?.fail();
    redis.alive = false;
    await publications.spublish('channel', 'nobody there');
    await settle();
    expect(open).toHaveLength(1);
    expect(publications.takeLost()).toBe(2);
    expect(publications.takeLost()).toBe(0);
    expect(reasons).toEqual([new Error('Command timed out')]);
  });

  it('lets the burst of a whole batch through', () => {
    const { redis, open } = fakeRedis();
    const publications = new Publications(redis, () => 0);
    publishMany(publications, 1_000);
    expect(open).toHaveLength(1_000);
    expect(publications.takeLost()).toBe(0);
  });

  it('drops what a silent Redis would only pile up, and goes on when it answers', async () => {
    let now = 0;
    const { redis, open } = fakeRedis();
    const publications = new Publications(redis, () => now);
    publishMany(publications, 300);
    now = 300;
    publishMany(publications, 50);
    expect(open).toHaveLength(300);
    expect(publications.takeLost()).toBe(50);
    for (const one of open) one.answer();
    await settle();
    publishMany(publications, 50);
    expect(open).toHaveLength(350);
  });

  it('holds no more than a bounded number, however busy it is', () => {
    const { redis, open } = fakeRedis();
    const publications = new Publications(redis, () => 0);
    publishMany(publications, 6_000);
    expect(open).toHaveLength(5_000);
    expect(publications.takeLost()).toBe(1_000);
  });
});
