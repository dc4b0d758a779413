import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  loginInput,
  passwordChangeInput,
  passwordResetConfirmInput,
  passwordResetInput,
  profileInput,
  sessionList,
  setupInput,
  setupState,
  userAnswer,
} from '#contract/auth';
import { uuid } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { changePassword } from './commands/change-password.ts';
import { confirmPasswordReset } from './commands/confirm-password-reset.ts';
import { endSession } from './commands/end-session.ts';
import { logIn } from './commands/log-in.ts';
import { logOut } from './commands/log-out.ts';
import { requestPasswordReset } from './commands/request-password-reset.ts';
import { setUp } from './commands/set-up.ts';
import { updateProfile } from './commands/update-profile.ts';
import type { Door } from './door.ts';
import { ownSessions, ownUser, setupNeeded } from './queries.ts';
import { visitorOf } from './visitor.ts';

const tag = 'account';

/** The way in and out, and one's own account. */
export function authRoutes(door: Door) {
  return new Hono<AppEnv>().route('/', entranceRoutes(door)).route('/', accountRoutes(door));
}

function entranceRoutes(door: Door) {
  return new Hono<AppEnv>()
    .get(
      '/setup',
      described({
        summary: 'Whether the instance waits for its first admin',
        tag,
        answers: { 200: setupState },
        open: true,
      }),
      async (c) => c.json({ needed: await setupNeeded(door.db) }),
    )
    .post(
      '/setup',
      described({
        summary: 'Make the first account, an admin',
        tag,
        answers: { 201: userAnswer },
        errors: ['malformed', 'conflict', 'invalid_input'],
        open: true,
      }),
      parsed('json', setupInput),
      async (c) => {
        const { user, cookie } = await setUp(door, visitorOf(c, door), c.req.valid('json'));
        c.header('set-cookie', cookie);
        return c.json({ user }, 201);
      },
    )
    .post(
      '/auth/login',
      described({
        summary: 'Log in',
        tag,
        answers: { 200: userAnswer },
        errors: ['malformed', 'invalid_credentials', 'forbidden', 'invalid_input'],
        open: true,
      }),
      parsed('json', loginInput),
      async (c) => {
        const { user, cookie } = await logIn(door, visitorOf(c, door), c.req.valid('json'));
        c.header('set-cookie', cookie);
        return c.json({ user }, 200);
      },
    )
    .post(
      '/auth/logout',
      described({
        summary: 'Log out; does nothing without a session',
        tag,
        answers: { 204: null },
        open: true,
      }),
      async (c) => {
        for (const cookie of await logOut(door, visitorOf(c, door))) {
          c.header('set-cookie', cookie, { append: true });
        }
        return c.body(null, 204);
      },
    )
    .post(
      '/auth/password-reset',
      described({
        summary: 'Ask for a link to reset a password; the answer is the same for every address',
        tag,
        answers: { 202: null },
        errors: ['malformed', 'invalid_input'],
        open: true,
      }),
      parsed('json', passwordResetInput),
      async (c) => {
        await requestPasswordReset(door, visitorOf(c, door), c.req.valid('json'));
        return c.body(null, 202);
      },
    )
    .post(
      '/auth/password-reset/confirm',
      described({
        summary: 'Set a new password with the token of a link',
        tag,
        answers: { 204: null },
        errors: ['malformed', 'gone', 'invalid_input'],
        open: true,
      }),
      parsed('json', passwordResetConfirmInput),
      async (c) => {
        await confirmPasswordReset(door, visitorOf(c, door), c.req.valid('json'));
        return c.body(null, 204);
      },
    );
}

function accountRoutes(door: Door) {
  return new Hono<AppEnv>()
    .get('/auth/me', described({ summary: 'Who you are', tag, answers: { 200: userAnswer } }), async (c) =>
      c.json({ user: await ownUser(contextOf(c)) }),
    )
    .patch(
      '/auth/me',
      described({
        summary: 'Change your name, time zone, units or language',
        tag,
        answers: { 200: userAnswer },
        errors: ['malformed', 'invalid_input'],
      }),
      parsed('json', profileInput),
      async (c) => c.json({ user: await updateProfile(contextOf(c), c.req.valid('json')) }),
    )
    .post(
      '/auth/password',
      described({
        summary: 'Change your password; every other session ends and this one gets a new cookie',
        tag,
        answers: { 204: null },
        errors: ['malformed', 'invalid_credentials', 'invalid_input'],
      }),
      parsed('json', passwordChangeInput),
      async (c) => {
        const visitor = visitorOf(c, door);
        c.header('set-cookie', await changePassword(contextOf(c), door, visitor, c.req.valid('json')));
        return c.body(null, 204);
      },
    )
    .get(
      '/auth/sessions',
      described({ summary: 'Your devices', tag, answers: { 200: sessionList } }),
      async (c) => c.json({ items: await ownSessions(contextOf(c)), nextCursor: null }),
    )
    .delete(
      '/auth/sessions/:publicId',
      described({
        summary: 'Log one of your devices out',
        tag,
        answers: { 204: null },
        errors: ['not_found'],
      }),
      parsed('param', z.strictObject({ publicId: uuid })),
      async (c) => {
        await endSession(contextOf(c), c.req.valid('param').publicId);
        return c.body(null, 204);
      },
    );
}
