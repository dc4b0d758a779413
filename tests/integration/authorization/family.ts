import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { sessionList } from '#contract/auth';
import { createdInvite } from '#contract/invites';
import { messageView } from '#contract/conversations';
import { savedReplyAnswer } from '#contract/saved-replies';
import { scheduledAnswer } from '#contract/scheduled-messages';
import { uploadView } from '#contract/media';
import { openSession } from '#server/features/auth/index';
import { sessions, users } from '#server/db/schema/index';
import * as z from 'zod/mini';
import type { HttpClient } from '../../support/http.ts';
import type { Client, Person } from '../../support/person.ts';
import { tokenIn } from '../../support/door-people.ts';
import type { World } from '../../support/world.ts';
import { makeRole, move } from '../people.fixtures.ts';
import { uploaded } from '../media.fixtures.ts';
import { submitted } from '../check-ins.fixtures.ts';
import { assigned, calendar, makeTemplate, someExercises } from '../training.fixtures.ts';

export const TODAY = '2026-06-10';

export const PERSONAS = [
  'nobody',
  'other client',
  'other coach',
  'admin',
  'own coach',
  'own client',
  'former coach',
  'demoted admin',
  'ended session',
  'deactivated',
] as const;
export type Persona = (typeof PERSONAS)[number];

/** Everybody who might ask for what a coach and their client share, and those things, made when first needed. */
export class Family {
  readonly #made = new Map<string, Promise<unknown>>();

  private constructor(
    readonly world: World,
    readonly coach: Person,
    readonly client: Client,
    readonly otherCoach: Person,
    readonly otherClient: Client,
    readonly admin: Person,
  ) {}

  static async in(world: World): Promise<Family> {
    const [coach, otherCoach, admin] = await Promise.all([world.coach(), world.coach(), world.admin()]);
    const [client, otherClient] = await Promise.all([world.client(coach), world.client(otherCoach)]);
    return new Family(world, coach, client, otherCoach, otherClient, admin);
  }

  /**
   * The browser of that persona. `insider` is whose session ended, and who was deactivated. The former coach is the own
   * one once the client has moved, the demoted admin the admin: both are still logged in as before.
   */
  async browser(persona: Persona, insider: Person): Promise<HttpClient> {
    switch (persona) {
      case 'nobody':
        return this.world.nobody();
      case 'ended session':
        return this.world.nobody({ cookie: await endedSession(this.world, insider) });
      case 'deactivated':
        await deactivate(this.world, insider);
        return insider;
      case 'former coach':
        await this.moveAway();
        return this.coach;
      case 'demoted admin':
        await this.demote();
        return this.admin;
      default:
        return this.person(persona);
    }
  }

  /** The client goes to the other coach. */
  async moveAway(): Promise<void> {
    const boss = await this.world.admin();
    expect((await move(boss, this.client, this.otherCoach)).status).toBe(200);
  }

  /** The admin becomes a coach. */
  async demote(): Promise<void> {
    const boss = await this.world.admin();
    expect((await makeRole(boss, this.admin, 'COACH')).status).toBe(200);
  }

  person(persona: Exclude<Persona, 'nobody' | 'ended session' | 'deactivated'>): Person {
    const people = {
      'own client': this.client,
      'former coach': this.coach,
      'demoted admin': this.admin,
      'own coach': this.coach,
      'other client': this.otherClient,
      'other coach': this.otherCoach,
      admin: this.admin,
    };
    return people[persona];
  }

  /** A coach about whom nothing else is asked. */
  bystander(): Promise<Person> {
    return this.#once('bystander', () => this.world.coach());
  }

  exerciseId(): Promise<number> {
    return this.#once('exercise', async () => (await someExercises(this.coach))[0].id);
  }

  templateId(): Promise<number> {
    return this.#once('template', async () => {
      const { id } = await makeTemplate(this.coach, [{ exerciseId: await this.exerciseId() }]);
      return id;
    });
  }

  assignmentId(): Promise<number> {
    return this.#once('assignment', async () => {
      const input = { clientId: this.client.id, assignedDate: TODAY };
      return (await assigned(this.coach, await this.templateId(), input)).assignment.assignmentId;
    });
  }

  scheduledId(): Promise<number> {
    return this.#once('scheduled', async () => {
      await this.assignmentId();
      const [entry] = await calendar(this.client);
      return z.int().parse(entry?.id);
    });
  }

  checkInId(): Promise<number> {
    return this.#once('check-in', async () => {
      return (await submitted(this.client, { feeling: 3 })).checkIn.checkInId;
    });
  }

  messageSeq(): Promise<number> {
    return this.#once('message', async () => {
      const body = { clientMessageId: randomUUID(), text: 'Between us' };
      const answer = await this.coach.post(`/api/conversations/${this.client.conversationId}/messages`, body);
      return answer.parse(z.object({ message: messageView })).message.seq;
    });
  }

  /** A message of the client, a new one each time. */
  async newMessageId(): Promise<number> {
    const body = { clientMessageId: randomUUID(), text: 'Of mine' };
    const answer = await this.client.post(`/api/conversations/${this.client.conversationId}/messages`, body);
    return answer.parse(z.object({ message: messageView })).message.id;
  }

  /** The same one each time. */
  messageId(): Promise<number> {
    return this.#once('message of the client', () => this.newMessageId());
  }

  /** A message that waits in the thread of the two. */
  laterId(): Promise<number> {
    return this.#once('later', async () => {
      const body = { text: 'Good morning', sendAt: '2026-06-11T06:00:00Z', timeZone: 'UTC' };
      const path = `/api/conversations/${this.client.conversationId}/scheduled-messages`;
      return (await this.coach.post(path, body)).parse(scheduledAnswer).scheduled.id;
    });
  }

  savedReplyId(): Promise<number> {
    return this.#once('saved reply', async () => {
      const answer = await this.coach.post('/api/saved-replies', { title: 'Hello', text: 'Hello' });
      return answer.parse(savedReplyAnswer).reply.id;
    });
  }

  /** Of one byte, which is still to come. */
  uploadId(): Promise<string> {
    return this.#once('upload', async () => {
      const body = { fileName: 'a.txt', bytes: 1, purpose: 'attachment' };
      const answer = await this.client.post('/api/media/uploads', body);
      return answer.parse(z.object({ upload: uploadView })).upload.id;
    });
  }

  /** One that is all here and waits to be finished. */
  wholeUploadId(): Promise<string> {
    return this.#once('whole upload', async () => {
      const path = `/api/media/uploads/${await this.uploadId()}`;
      await this.client.request(path, { method: 'PATCH', headers: { 'upload-offset': '0' }, body: 'x' });
      return this.uploadId();
    });
  }

  /** Carried by a message. */
  sentMediaId(): Promise<number> {
    return this.#once('media', async () => {
      const { id } = await uploaded(this.client, Buffer.from('Between us'));
      const body = { clientMessageId: randomUUID(), text: '', mediaIds: [id] };
      await this.client.post(`/api/conversations/${this.client.conversationId}/messages`, body);
      return id;
    });
  }

  invite(): Promise<{ id: number; token: string }> {
    return this.#once('invite', async () => {
      const answer = await this.coach.post('/api/invites', { email: `${randomUUID()}@example.test` });
      const { id, url } = answer.parse(createdInvite).invite;
      return { id, token: tokenIn(url) };
    });
  }

  /** A second device of the client. */
  devicePublicId(): Promise<string> {
    return this.#once('device', async () => {
      await openSession(this.world.services.db, this.world.clock, sessionOf(this.client));
      const { items } = (await this.client.get('/api/auth/sessions')).parse(sessionList);
      return z.string().parse(items.find((session) => !session.current)?.publicId);
    });
  }

  async #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    // Each name has one maker, so what lies there is what it made.
    return (await made) as T;
  }
}

const sessionOf = (person: Person) => ({
  userId: person.id,
  sessionEpoch: 0,
  userAgent: 'another device',
  secure: false,
});

async function endedSession({ services, clock }: World, person: Person): Promise<string> {
  const { cookie, sessionId } = await openSession(services.db, clock, sessionOf(person));
  await services.db.delete(sessions).where(eq(sessions.sessionId, sessionId));
  return cookie.split(';')[0] ?? '';
}

async function deactivate({ services, clock }: World, person: Person): Promise<void> {
  await services.db.update(users).set({ deactivatedAt: clock.now() }).where(eq(users.userId, person.id));
}
