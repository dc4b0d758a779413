import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { AppError } from '#server/kernel/errors';
import { asAppError, problemResponse } from './problem.ts';

function databaseError(code: string): Error {
  const error = new DatabaseError('no', 2, 'error');
  error.code = code;
  return new Error('Failed query: insert ... params: secret', { cause: error });
}

describe('failures as problems', () => {
  it('a full disk is unavailable, and says that nothing was stored', () => {
    const error = asAppError(databaseError('53100'));
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('nothing was stored');
  });

  it('a database that goes down is unavailable, with the time after which to try again', () => {
    const answer = problemResponse(asAppError(databaseError('57P01')));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  it('what nobody foresaw tells the number of the request and nothing else', async () => {
    const answer = problemResponse(asAppError(new Error('secret'), 'a-request'));
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain('a-request');
    expect(text).not.toContain('secret');
  });

  it('waiting is told in whole seconds', () => {
    const limited = new AppError('rate_limited', 'slowly', { retryAfter: 0.3 });
    expect(problemResponse(limited).headers.get('retry-after')).toBe('1');
  });
});
