import { ERROR_STATUS } from '#contract/errors';
import type { ErrorCode, Problem } from '#contract/errors';
import type { Ack, UpResults } from '#contract/realtime';
import type { AskEvent, Incoming, UpPayload, Wire, WireHandlers } from '../wire.ts';
import type { ModelServer } from './model-server.ts';
import { ME } from './views.ts';

const NOW = '2026-11-16T09:00:00.000Z';

type Answers = { [E in AskEvent]: (payload: UpPayload<E>) => UpResults[E] };

/** A connection to the model server that loses, doubles, delays and shuffles what a test tells it to. */
export class FaultyWire implements Wire {
  up = false;
  /** The next answers get lost after the server has done what was asked. */
  loseAnswers = 0;
  /** Whether opening it succeeds. */
  reachable = true;
  /** Nothing that is asked from now on reaches the server, and no answer comes. */
  silent = false;
  /** What sends and acts are refused with, if anything. */
  refuse: ErrorCode | undefined;
  /** What was sent, in order. */
  readonly asked: { event: AskEvent; payload: UpPayload<AskEvent> }[] = [];
  #delayed: (() => Incoming)[] = [];
  readonly #answers: Answers;

  constructor(
    readonly handlers: WireHandlers,
    server: ModelServer,
  ) {
    const receipt = (payload: UpPayload<'receipt:read'>) => {
      const members = server.read(ME, payload.seq);
      return { members, unreadCount: server.view().unreadCount };
    };
    this.#answers = {
      'message:send': ({ text, clientMessageId }) => server.send(ME, text, clientMessageId),
      'message:edit': ({ messageId, text }) => server.act(messageId, () => ({ text, editedAt: NOW })),
      'message:delete': ({ messageId }) =>
        server.act(messageId, () => ({ text: '', reactions: [], deletedAt: NOW })),
      'reaction:set': ({ messageId, emoji, on }) =>
        server.act(messageId, () => ({ reactions: on ? [{ emoji, userIds: [ME] }] : [] })),
      'receipt:read': receipt,
      'receipt:delivered': () => ({ members: server.view().members, unreadCount: server.view().unreadCount }),
      'draft:set': ({ text, replyToSeq }) => ({ draft: server.setDraft(text, replyToSeq ?? null) }),
      sync: ({ conversations }) => server.sync(conversations),
    };
  }

  open(): void {
    if (this.up || !this.reachable) return;
    this.up = true;
    this.handlers.opened();
  }

  close(): void {
    this.up = false;
  }

  /** The connection breaks: what is under way is lost. */
  cut(): void {
    if (!this.up) return;
    this.up = false;
    this.#delayed = [];
    this.handlers.closed();
  }

  async ask<E extends AskEvent>(event: E, payload: UpPayload<E>): Promise<Ack<UpResults[E]>> {
    this.asked.push({ event, payload });
    if (!this.up) throw new Error('down');
    if (this.silent) return new Promise(() => undefined);
    if (this.refuse && /^(message|reaction):/.test(event))
      return { ok: false, error: problemOf(this.refuse) };
    const answer = this.#answers[event](payload);
    await Promise.resolve();
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new Error('lost');
    }
    return { ok: true, ...answer };
  }

  tell(): void {
    // Typing is no part of what must converge.
  }

  /** A frame shows the messages as they are when it leaves, which for a late one is later. */
  deliver(frame: () => Incoming, how: 'now' | 'twice' | 'late' | 'never'): void {
    if (!this.up || how === 'never') return;
    if (how === 'late') {
      this.#delayed.push(frame);
      return;
    }
    this.handlers.incoming(frame());
    if (how === 'twice') this.handlers.incoming(frame());
  }

  /** Delivers what is late, the last first. */
  release(): void {
    const late = this.#delayed.reverse();
    this.#delayed = [];
    for (const frame of late) this.handlers.incoming(frame());
  }
}

function problemOf(code: ErrorCode): Problem {
  return { type: 'about:blank', title: code, status: ERROR_STATUS[code], code, detail: code };
}
