import { expect, it } from 'vitest';
import { loginUrl, safeNext } from './after-login.ts';
import { loginNotice } from './login-notice.ts';

it('says why somebody was logged out, but not to those who did it themselves', () => {
  expect(loginNotice('ended')).toContain('from another one');
  expect(loginNotice('password_changed')).toContain('password was changed');
  expect(loginNotice('logged_out')).toBeUndefined();
  expect(loginNotice('constructor')).toBeUndefined();
  expect(loginNotice(null)).toBeUndefined();
});

it('remembers where somebody wanted to go, unless that is the start', () => {
  expect(loginUrl('expired', '/inbox/4')).toBe('/login?why=expired&next=%2Finbox%2F4');
  expect(loginUrl(undefined, '/')).toBe('/login');
});

it('returns to a path of this site', () => {
  expect(safeNext('/inbox/4?m=2')).toBe('/inbox/4?m=2');
});

it.each([
  '//elsewhere.test',
  '/\\elsewhere.test',
  'https://elsewhere.test/',
  'javascript:alert(1)',
  '/login',
  '/\t/elsewhere.test',
])('does not follow %j', (next) => {
  expect(safeNext(next)).toBeUndefined();
});
