import { expect } from 'vitest';
import { mediaView, type MediaView } from '#contract/media';
import { sweepMedia } from '#server/features/media/index';
import type { Answer } from '../support/http.ts';
import type { Person } from '../support/person.ts';
import type { World } from '../support/world.ts';

export interface Sent {
  readonly name?: string;
  readonly type?: string;
  readonly purpose?: string;
  readonly poster?: Buffer;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Posts a form as a browser does. */
export function post(person: Pick<Person, 'request'>, bytes: Buffer, sent: Sent = {}): Promise<Answer> {
  return person.request('/api/media', { method: 'POST', body: formOf(bytes, sent) });
}

export function formOf(bytes: Buffer, sent: Sent = {}): FormData {
  const form = new FormData();
  form.set('purpose', sent.purpose ?? 'attachment');
  for (const [name, value] of Object.entries(sent.fields ?? {})) form.set(name, value);
  form.set('file', blobOf(bytes, sent.type), sent.name ?? 'upload.bin');
  if (sent.poster) form.set('poster', blobOf(sent.poster, 'image/jpeg'), 'poster.jpg');
  return form;
}

function blobOf(bytes: Buffer, type = 'application/octet-stream'): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}

/** The same, where it is taken. */
export async function uploaded(person: Person, bytes: Buffer, sent: Sent = {}): Promise<MediaView> {
  const answer = await post(person, bytes, sent);
  expect(answer.status, answer.text).toBe(201);
  return answer.parse(mediaView);
}

export interface Bytes {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** What is served there. */
export async function fetched(
  world: World,
  person: Person,
  path: string,
  init: RequestInit = {},
): Promise<Bytes> {
  const headers = { ...person.headers(), ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(new URL(path, world.url), { ...init, headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

/** Has the sweep take what is due. */
export function swept({ services, media }: World): Promise<void> {
  return sweepMedia({ ...services, media });
}
