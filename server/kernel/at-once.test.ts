import { expect, it } from 'vitest';
import { AtOnce } from './at-once.ts';

it('lets each person do so much at once, whatever others do, and more when some of it is done', async () => {
  const desk = new AtOnce(2, 'Two at most.');
  let open: (done: string) => void = () => undefined;
  const gate = new Promise<string>((resolve) => (open = resolve));
  const [first, second, other] = [1, 1, 2].map((userId) => desk.run(userId, () => gate));
  await expect(desk.run(1, () => Promise.resolve('third'))).rejects.toMatchObject({
    code: 'rate_limited',
    message: 'Two at most.',
  });
  open('done');
  expect(await Promise.all([first, second, other])).toEqual(['done', 'done', 'done']);
  await expect(desk.run(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await desk.run(1, () => desk.run(1, () => Promise.resolve('again')))).toBe('again');
});
