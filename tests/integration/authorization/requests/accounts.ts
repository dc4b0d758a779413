import { asClient, PASSWORD, type MakeAsk } from './ask.ts';

/** What is open to anybody, and what people do with their own account. */
export const accountRequests: Readonly<Record<string, MakeAsk>> = {
  'GET /api/health': asClient('/api/health'),
  'GET /api/openapi.json': asClient('/api/openapi.json'),
  'GET /api/docs': asClient('/api/docs'),
  'GET /api/brand': asClient('/api/brand'),
  'GET /api/setup': asClient('/api/setup'),
  'POST /api/setup': asClient('/api/setup', {
    email: 'first@example.test',
    password: PASSWORD,
    displayName: 'First',
    brandName: 'Iron House',
    timeZone: 'UTC',
  }),
  'POST /api/auth/login': asClient('/api/auth/login', { email: 'who@example.test', password: PASSWORD }),
  'POST /api/auth/logout': asClient('/api/auth/logout'),
  'POST /api/auth/password-reset': asClient('/api/auth/password-reset', { email: 'who@example.test' }),
  'POST /api/auth/password-reset/confirm': asClient('/api/auth/password-reset/confirm', {
    token: 'x'.repeat(43),
    password: PASSWORD,
  }),
  'GET /api/auth/me': asClient('/api/auth/me'),
  'PATCH /api/auth/me': asClient('/api/auth/me', {
    displayName: 'Renamed',
    timeZone: 'Europe/Lisbon',
    unitSystem: 'imperial',
    locale: 'pt',
  }),
  'POST /api/auth/password': asClient('/api/auth/password', {
    currentPassword: 'not the right one',
    newPassword: PASSWORD,
  }),
  'GET /api/auth/sessions': asClient('/api/auth/sessions'),
  'DELETE /api/auth/sessions/:publicId': async (family) => ({
    path: `/api/auth/sessions/${await family.devicePublicId()}`,
    insider: family.client,
  }),
};
