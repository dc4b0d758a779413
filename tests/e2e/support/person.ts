import { expect, request } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import * as z from 'zod';

const user = z.object({ user: z.object({ id: z.int() }) });

export const PASSWORD = 'four calm otters swim';

export interface PersonFacts {
  readonly email: string;
  readonly name: string;
}

/** Somebody with an account, who also speaks to the API directly: the fast way to a situation. */
export class Person {
  /** With the client only: the thread with their coach. */
  conversationId = 0;
  id = 0;

  private constructor(
    readonly facts: PersonFacts,
    readonly url: string,
    readonly http: APIRequestContext,
  ) {}

  get email(): string {
    return this.facts.email;
  }

  get name(): string {
    return this.facts.name;
  }

  /** Somebody at a device of their own, not logged in yet. */
  static async at(url: string, facts: PersonFacts): Promise<Person> {
    const http = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
    return new Person(facts, url, http);
  }

  /** Enters through one of the doors that answer with a user. */
  async enter(path: string, data: object): Promise<unknown> {
    const body = await this.post(path, data);
    this.id = user.parse(body).user.id;
    return body;
  }

  async logIn(password = PASSWORD): Promise<void> {
    await this.enter('/auth/login', { email: this.email, password });
  }

  /** The same person at one more device, with a session of its own. */
  async elsewhere(): Promise<Person> {
    const again = await Person.at(this.url, this.facts);
    await again.logIn();
    again.conversationId = this.conversationId;
    return again;
  }

  async get(path: string): Promise<unknown> {
    return this.#ask('GET', path);
  }

  async post(path: string, data: object = {}): Promise<unknown> {
    return this.#ask('POST', path, data);
  }

  async put(path: string, data: object): Promise<unknown> {
    return this.#ask('PUT', path, data);
  }

  async patch(path: string, data: object): Promise<unknown> {
    return this.#ask('PATCH', path, data);
  }

  async #ask(method: string, path: string, data?: object): Promise<unknown> {
    const response = await this.http.fetch(`/api${path}`, { method, ...(data && { data }) });
    expect(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`).toBe(true);
    return response.status() === 204 ? undefined : response.json();
  }
}
