import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';

/** Milliseconds a mail may take before it counts as not sent. */
const PATIENCE_MS = 10_000;

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text; lines are separated by `\n`. */
  readonly text: string;
  /** The name the mail comes from. */
  readonly fromName: string;
}

export interface Mailer {
  /** Whether mail leaves for its address; without a mail server it stays here as a file. */
  readonly delivers: boolean;
  /** Resolves when the mail has been handed over; rejects when that failed or took more than 10 s. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

interface MailerOptions {
  readonly smtpUrl: string | undefined;
  /** Where `.eml` files go without a mail server. */
  readonly outbox: string;
  /** Public address of the instance, for the sender's domain. Read when a mail is sent. */
  readonly origin: () => string;
  readonly patienceMs?: number;
}

/** Mail over SMTP, or as files in the outbox when no server is named. */
export function createMailer(options: MailerOptions): Mailer {
  return options.smtpUrl === undefined
    ? outboxMailer(options)
    : smtpMailer(options, options.smtpUrl, options.patienceMs ?? PATIENCE_MS);
}

function smtpMailer(options: MailerOptions, url: string, patienceMs: number): Mailer {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    delivers: true,
    send: (mail) => within(patienceMs, transport.sendMail(envelope(mail, senderOf(url, options.origin())))),
    close: () => {
      transport.close();
    },
  };
}

function outboxMailer(options: MailerOptions): Mailer {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    delivers: false,
    send: async (mail) => {
      const { message } = await composer.sendMail(envelope(mail, senderOf(undefined, options.origin())));
      await mkdir(options.outbox, { recursive: true, mode: 0o700 });
      const path = join(
        options.outbox,
        `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID()}.eml`,
      );
      // Under another name first: whoever watches the folder never reads half a mail. It holds a link that opens doors.
      await writeFile(`${path}.part`, message, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    close: () => {
      composer.close();
    },
  };
}

function envelope(mail: Mail, address: string) {
  const { to, subject, text } = mail;
  return { to: { name: '', address: to }, subject, text, from: { name: mail.fromName, address } };
}

/** The account of the mail server when it is an address, because many servers accept no other sender. */
function senderOf(smtpUrl: string | undefined, origin: string): string {
  const account = smtpUrl === undefined ? '' : decodeURIComponent(new URL(smtpUrl).username);
  return account.includes('@') ? account : `no-reply@${new URL(origin).hostname}`;
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the mail server took more than ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
