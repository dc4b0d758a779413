import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import * as z from 'zod';
import { PASSWORD, Person } from './person.ts';
import type { PersonFacts } from './person.ts';

const created = z.object({ invite: z.object({ url: z.string() }) });
const accepted = z.object({ conversationId: z.number().nullable() });
const setupState = z.object({ needed: z.boolean() });

/** A phone: small, touched, held upright. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** The first admin of the instance: made when nobody is there yet, else logged in. */
export async function adminOf(url: string): Promise<Person> {
  const admin = await Person.at(url, { email: 'owner@spotter.test', name: 'Olive Owner' });
  const { needed } = setupState.parse(await admin.get('/setup'));
  const brandName = 'Northside';
  const account = { email: admin.email, password: PASSWORD, displayName: admin.name, brandName };
  if (needed) await admin.enter('/setup', account);
  else await admin.logIn();
  return admin;
}

/** Makes the people of one test, and opens their devices. */
export class People {
  readonly #contexts: BrowserContext[] = [];
  readonly #made: Person[] = [];

  constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly admin: () => Promise<Person>,
  ) {}

  async coach(name = 'Carla Coach'): Promise<Person> {
    return this.#invited(await this.admin(), name, 'COACH');
  }

  async client(coach: Person, name = 'Clara Client'): Promise<Person> {
    return this.#invited(coach, name, 'CLIENT');
  }

  /** A coach with one client, and their thread. */
  async pair(): Promise<{ coach: Person; client: Person }> {
    const coach = await this.coach();
    const client = await this.client(coach);
    coach.conversationId = client.conversationId;
    return { coach, client };
  }

  /** Somebody of this instance who has an account already. */
  async known(facts: PersonFacts, password: string): Promise<Person> {
    const person = await this.#at(facts);
    await person.logIn(password);
    return person;
  }

  /** A device of theirs, logged in, at this path. */
  async open(person: Person, path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const storageState = await person.http.storageState();
    return this.visit(path, { ...options, storageState });
  }

  /** A device of nobody yet, at this path or address. */
  async visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.url, ...options });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await Promise.all(this.#made.map((person) => person.http.dispose()));
  }

  async #at(facts: PersonFacts): Promise<Person> {
    const person = await Person.at(this.url, facts);
    this.#made.push(person);
    return person;
  }

  async #invited(by: Person, name: string, role: 'COACH' | 'CLIENT'): Promise<Person> {
    const person = await this.#at({ name, email: `${randomUUID().slice(0, 8)}@spotter.test` });
    const { invite } = created.parse(await by.post('/invites', { email: person.email, role }));
    const token = invite.url.split('/').at(-1) ?? '';
    const answer = await person.enter(`/invitations/${token}/accept`, {
      password: PASSWORD,
      displayName: name,
    });
    person.conversationId = accepted.parse(answer).conversationId ?? 0;
    return person;
  }
}
