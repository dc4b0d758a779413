import type { Logger } from '#server/platform/logger';

/** Refused origins that are told about, each once. Past it, somebody is playing games with the log. */
const MAX_TOLD = 50;

/**
 * Which web pages may act on behalf of who is logged in: those of the allowed origins. Requests with unsafe methods
 * and socket handshakes ask it.
 */
export class OriginPolicy {
  #allowed: readonly string[];
  readonly #told = new Set<string>();

  /** @param configured from `ORIGIN`; without it, the addresses of this machine once the port is known */
  constructor(
    private readonly configured: readonly string[] | undefined,
    private readonly logger: Logger,
  ) {
    this.#allowed = (configured ?? []).map((origin) => new URL(origin).origin);
  }

  /** Completes the default: `http://localhost:PORT` and `http://127.0.0.1:PORT`. */
  listeningOn(port: number): void {
    if (this.configured !== undefined) return;
    this.#allowed = [`http://localhost:${port}`, `http://127.0.0.1:${port}`].map(
      (url) => new URL(url).origin,
    );
  }

  /** The allowed origins; links in mails are made of the first. Empty until the port is known. */
  get allowed(): readonly string[] {
    return this.#allowed;
  }

  /** Whether people reach this server by https. */
  get isHttps(): boolean {
    return this.#allowed[0]?.startsWith('https:') === true;
  }

  /** Whether a request with this `Origin` header may act. A refusal is logged with the setting that would allow it. */
  allows(origin: string | undefined): boolean {
    if (origin !== undefined && this.#allowed.includes(origin)) return true;
    this.#tell(origin);
    return false;
  }

  #tell(origin: string | undefined): void {
    const name = origin ?? 'none';
    if (this.#told.has(name) || this.#told.size >= MAX_TOLD) return;
    this.#told.add(name);
    this.logger.warn(origin === undefined ? MISSING : this.#advice(origin));
  }

  #advice(origin: string): string {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (url?.origin !== origin || !/^https?:$/.test(url.protocol)) {
      return 'Refused a request with an Origin that is no web address.';
    }
    const line = `ORIGIN=${[...(this.configured ?? []), origin].join(',')}`;
    return `Refused a request from ${origin}. If people open Spotter under that address, start it with ${line}`;
  }
}

const MISSING =
  'Refused a request without an Origin header: browsers send one; programs must send an allowed one.';
