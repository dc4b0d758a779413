import { expect, it } from 'vitest';
import { ERROR_STATUS } from '#contract/errors';
import { ApiError, ERROR_TEXT, messageOf } from './errors.ts';
import { done, request } from './request.ts';

const answer = (status: number, body?: string, headers: Record<string, string> = {}) =>
  Promise.resolve(new Response(body ?? null, { status, headers }));

it('gives the JSON of an answer', async () => {
  expect(await request(answer(200, '{"user":{"id":1}}'))).toEqual({ user: { id: 1 } });
  await expect(done(answer(204))).resolves.toBeUndefined();
});

it('turns a Problem into an error with its code, fields and time to wait', async () => {
  const errors = [{ path: 'email', message: 'must be an e-mail address' }];
  const problem = { code: 'invalid_input', detail: 'email: wrong.', errors, retryAfter: 3 };
  const error: unknown = await request(answer(422, JSON.stringify(problem))).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'invalid_input', retryAfter: 3 });
  expect(error instanceof ApiError && error.field('email')).toBe('must be an e-mail address');
});

it('goes by the status when something in between answers', async () => {
  await expect(request(answer(502, '<html>'))).rejects.toMatchObject({ code: 'unavailable' });
  await expect(request(answer(404, 'nothing'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(request(answer(418, '{}'))).rejects.toMatchObject({ code: 'internal' });
  await expect(request(answer(429, '', { 'retry-after': '7' }))).rejects.toMatchObject({ retryAfter: 7 });
});

it('calls it offline when nobody answers', async () => {
  await expect(request(Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
    code: 'offline',
  });
});

it('has a sentence for every code, and shows the detail where it says more', () => {
  for (const code of Object.keys(ERROR_STATUS)) expect(ERROR_TEXT).toHaveProperty(code);
  expect(messageOf(new ApiError('conflict', { detail: 'This check-in is reviewed already.' }))).toBe(
    'This check-in is reviewed already.',
  );
  expect(messageOf(new ApiError('internal', { detail: 'pg: boom' }))).toBe(ERROR_TEXT.internal);
  expect(messageOf('anything')).toBe(ERROR_TEXT.internal);
});
