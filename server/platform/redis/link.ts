import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';
import { openConnection } from './connections.ts';
import { Publications } from './publications.ts';
import { Pulse } from './pulse.ts';
import { Subscriptions } from './subscriptions.ts';

/** `degraded`: Redis does not answer, or only one of our two connections stands. */
type RedisState = 'ok' | 'degraded';

/** The link to the other processes of a database, and the name that what they share in Redis begins with. */
export interface SharedRedis {
  readonly link: RedisLink;
  readonly space: string;
}

/** Nobody listens there: whether Redis takes what this process publishes is all that counts. */
const PULSE_CHANNEL = 'spotter:pulse';

interface Recovery {
  /** What this process published was lost, and publishing works again: everybody may have missed something. */
  readonly published: () => void;
  /** This process hears again: its own people may have missed something. */
  readonly heard: () => void;
}

/**
 * This process's connection to the others: one half publishes, one listens. Never throws and never makes anybody wait,
 * whatever Redis does.
 */
export class RedisLink {
  readonly publications: Publications;
  readonly subscriptions: Subscriptions;
  /** For commands whose answer counts; each fails within a second. */
  readonly commands: Redis;
  readonly #listening: Redis;
  readonly #pulses: { readonly publishing: Pulse; readonly listening: Pulse };
  #recovery: Recovery | undefined;
  #told: RedisState | undefined;
  #reason = '';

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    this.commands = openConnection(url, 'publisher');
    this.#listening = openConnection(url, 'subscriber');
    for (const redis of [this.commands, this.#listening]) {
      // Unheard, it would end the process; the pulse notices what it means.
      redis.on('error', (error: Error) => (this.#reason = error.message));
    }
    this.publications = new Publications({
      isAlive: () => this.#pulses.publishing.alive,
      spublish: (channel, message) => this.commands.spublish(channel, message),
      failed: (error) => (this.#reason = error instanceof Error ? error.message : String(error)),
    });
    this.subscriptions = new Subscriptions(this.#listening, (error) => {
      logger.warn({ err: error }, 'redis: a channel could not be changed');
    });
    const lost = (reason: string) => {
      this.#tell(reason);
    };
    this.#pulses = {
      publishing: new Pulse(this.commands, {
        // A ping is no sign of it: a user whose rules lack the command is answered, and nothing of theirs arrives.
        ask: () => this.commands.spublish(PULSE_CHANNEL, ''),
        beat: () => this.#published(),
        lost,
      }),
      listening: new Pulse(this.#listening, {
        connected: () => this.subscriptions.renew(),
        beat: (fresh) => this.#heard(fresh),
        lost,
      }),
    };
  }

  get state(): RedisState {
    return this.#pulses.publishing.alive && this.#pulses.listening.alive ? 'ok' : 'degraded';
  }

  /** Somebody's command failed, and they went on without. */
  failed(error: unknown): void {
    this.logger.warn({ err: error }, 'redis: a command failed');
  }

  onRecovery(recovery: Recovery): void {
    this.#recovery = recovery;
  }

  /** Resolves when Redis answers, or after `patienceMs`: a start does not depend on it. */
  async settled(patienceMs: number): Promise<void> {
    for (let waited = 0; this.state !== 'ok' && waited < patienceMs; waited += 20) await sleep(20);
    if (this.state !== 'ok') this.#tell(this.#reason || 'no answer');
  }

  close(): void {
    for (const pulse of Object.values(this.#pulses)) pulse.stop();
    this.commands.disconnect();
    this.#listening.disconnect();
  }

  #published(): void {
    this.#tell('');
    const lost = this.publications.takeLost();
    if (lost === 0) return;
    this.logger.info({ lost, reason: this.#reason }, 'redis: events were not passed on; every device syncs');
    this.#recovery?.published();
  }

  #heard(fresh: boolean): void {
    this.#tell('');
    if (fresh) this.#recovery?.heard();
  }

  /** One line for each change, and not one for each try. */
  #tell(reason: string): void {
    const { state } = this;
    if (state === this.#told) return;
    // The connections come up one after the other: until the start has waited for both, nothing is wrong.
    if (this.#told === undefined && state === 'degraded' && reason === '') return;
    this.#told = state;
    if (state === 'ok') this.logger.info('redis: connected');
    else
      this.logger.warn(
        { reason: this.#reason || reason },
        'redis: not reachable; other processes hear later',
      );
  }
}
