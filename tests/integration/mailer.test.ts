import { createServer } from 'node:net';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createMailer } from '#server/platform/mailer';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MAIL = {
  to: 'cleo@spotter.test',
  fromName: 'Iron House',
  subject: 'Willkommen, Zoë',
  text: 'Hello,\n\nhttps://spotter.test/invite/abc\n',
};
const origin = () => 'https://spotter.test';

test('without a mail server each mail is a file of its own that only the owner reads', async () => {
  const outbox = join(await temporaryFolder(), 'outbox');
  const mailer = createMailer({ smtpUrl: undefined, outbox, origin });
  await Promise.all([mailer.send(MAIL), mailer.send(MAIL)]);
  const files = await readdir(outbox);
  expect(files).toHaveLength(2);
  const path = join(outbox, files[0] ?? '');
  expect(path).toMatch(/\.eml$/);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('From: Iron House <no-reply@spotter.test>');
  expect(text).toContain('To: cleo@spotter.test');
  expect(text).toContain('https://spotter.test/invite/abc');
});

test('a mail server that says nothing costs no more than the patience', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, outbox: '', origin, patienceMs: 200 });
  await expect(mailer.send(MAIL)).rejects.toThrow();
  mailer.close();
});

test('a mail server that is not there is an error', async () => {
  const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', outbox: '', origin });
  await expect(mailer.send(MAIL)).rejects.toThrow();
});
