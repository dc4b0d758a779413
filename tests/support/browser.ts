import type { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '#server/kernel/routing';

export interface Answer {
  readonly status: number;
  /** The parsed JSON; null without a body. */
  readonly body: unknown;
  readonly headers: Headers;
}

const problem = z.object({ code: z.string() });

/** Somebody's browser: sends its origin and keeps its cookies. */
export class Browser {
  /** The cookie header it would send. */
  cookie: string | undefined;

  constructor(
    private readonly app: Hono<AppEnv>,
    private readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same person behind another address. */
  from(address: string): Browser {
    return new Browser(this.app, this.origin, { 'x-address': address });
  }

  get(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }
  post(path: string, body?: unknown): Promise<Answer> {
    return this.#ask('POST', path, body);
  }
  patch(path: string, body: unknown): Promise<Answer> {
    return this.#ask('PATCH', path, body);
  }
  delete(path: string): Promise<Answer> {
    return this.#ask('DELETE', path);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.app.request(`${this.origin}/api${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(method !== 'GET' && { origin: this.origin }),
        ...(this.cookie !== undefined && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.#keep(response.headers.get('set-cookie'));
    const text = await response.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, body: parsed, headers: response.headers };
  }

  #keep(setCookie: string | null): void {
    if (setCookie === null) return;
    const [pair = ''] = setCookie.split(';');
    this.cookie = pair.endsWith('=') ? undefined : pair;
  }
}

/** The problem code of an answer; undefined when it is no problem. */
export function codeOf(answer: Answer): string | undefined {
  return problem.safeParse(answer.body).data?.code;
}
