/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON; the text when it is none; undefined when there is no body. */
  readonly body: unknown;
  /** The body as a view of the contract. Throws when it is none. */
  parse<T>(schema: { parse(value: unknown): T }): T;
}

export interface HttpClient {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
  /** Anything else: other headers, a body that is no JSON. Headers given here win over the usual ones. */
  request(path: string, init?: RequestInit): Promise<Answer>;
}

/**
 * Speaks to a listening server.
 * @param headers sent with every request, read at each
 */
export function httpClient(url: string, headers: () => Record<string, string>): HttpClient {
  const request = async (path: string, init: RequestInit = {}) => {
    const all = new Headers(headers());
    new Headers(init.headers).forEach((value, name) => {
      all.set(name, value);
    });
    return answerOf(await fetch(new URL(path, url), { redirect: 'manual', ...init, headers: all }));
  };
  const withBody = (method: string) => (path: string, body?: unknown) =>
    request(path, { method, ...(body !== undefined && jsonBody(body)) });
  return {
    request,
    get: (path) => request(path),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    delete: withBody('DELETE'),
  };
}

function jsonBody(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = parsedJson(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    parse: (schema) => schema.parse(body),
  };
}

function parsedJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
