import type { Role } from '#contract/enums';
import type { Actor, Ctx, Services } from '#server/kernel/context';
import { httpClient, type Answer, type HttpClient } from './http.ts';
import { TestSocket } from './test-socket.ts';

/** A row of `users` with an open session, as a test needs to know it. */
export interface PersonFacts {
  readonly id: number;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly coachId: number | null;
  readonly timeZone: string;
  /** SHA-256 of the session id. */
  readonly sessionId: string;
  /** What the browser would send. */
  readonly cookie: string;
}

/** Somebody who is logged in: over HTTP, over sockets, and as the actor of a verb called directly. */
export class Person implements HttpClient {
  readonly #http: HttpClient;
  readonly #sockets: TestSocket[] = [];

  constructor(
    readonly facts: PersonFacts,
    private readonly services: Services,
    private readonly url: string,
  ) {
    this.#http = httpClient(url, () => this.headers());
  }

  get id(): number {
    return this.facts.id;
  }

  get email(): string {
    return this.facts.email;
  }

  headers(): Record<string, string> {
    return { cookie: this.facts.cookie, origin: this.url };
  }

  get(path: string): Promise<Answer> {
    return this.#http.get(path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.#http.post(path, body);
  }

  put(path: string, body?: unknown): Promise<Answer> {
    return this.#http.put(path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.#http.patch(path, body);
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.#http.delete(path, body);
  }

  request(path: string, init?: RequestInit): Promise<Answer> {
    return this.#http.request(path, init);
  }

  /** A connected device; the world closes it. */
  async socket(): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.url, this.headers());
    this.#sockets.push(socket);
    return socket;
  }

  ctx(): Ctx {
    const { id, role, coachId, timeZone, sessionId } = this.facts;
    const actor: Actor = { userId: id, role, coachId, timeZone, sessionId };
    return { ...this.services, actor };
  }

  disconnect(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

/** A client with the thread they share with their coach. */
export class Client extends Person {
  constructor(
    facts: PersonFacts,
    services: Services,
    url: string,
    readonly conversationId: number,
    readonly coach: Person,
  ) {
    super(facts, services, url);
  }
}
