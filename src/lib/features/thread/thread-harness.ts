import type { UserView } from '#contract/auth';
import type { Ack, UpResults } from '#contract/realtime';
import { ApiError } from '../../errors.ts';
import { memoryStore } from '../../realtime/local/memory-store.ts';
import { Realtime } from '../../realtime/realtime.svelte.ts';
import { Sound } from '../../realtime/sound.svelte.ts';
import { FaultyWire } from '../../realtime/testing/faulty-wire.ts';
import { ModelServer } from '../../realtime/testing/model-server.ts';
import { Uploads } from '../../media/uploads.svelte.ts';
import type { Upload } from '../../media/file.ts';
import { ME, OTHER } from '../../realtime/testing/views.ts';
import { systemTimers } from '../../realtime/timers.ts';
import type { AskEvent, UpPayload } from '../../realtime/wire.ts';
import { screenOf } from './thread-screen.svelte.ts';
import type { ThreadScreen } from './thread-screen.svelte.ts';

export const VIEWER: UserView = {
  id: ME,
  email: 'dana@example.com',
  displayName: 'Dana Reyes',
  role: 'COACH',
  timeZone: 'Europe/Lisbon',
  unitSystem: 'metric',
  locale: 'en',
  onboardingCompleted: true,
  onboardingStep: 0,
  coachId: null,
};

/** A wire whose server can be told to refuse what is sent. */
class RefusingWire extends FaultyWire {
  refusing = false;

  override async ask<E extends AskEvent>(event: E, payload: UpPayload<E>): Promise<Ack<UpResults[E]>> {
    if (event !== 'message:send' || !this.refusing) return super.ask(event, payload);
    const error = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'conflict',
      detail: 'This was sent before with another text.',
    } as const;
    return Promise.resolve({ ok: false, error });
  }
}

/** A thread with a server in memory behind it; the other person writes with `hear`. */
export interface ThreadWorld {
  screen: ThreadScreen;
  server: ModelServer;
  wire: RefusingWire;
  /** Whether pages of messages cannot be loaded. */
  failing: boolean;
  /** What pages of messages wait for. */
  slow: Promise<unknown>;
  hear(text: string): void;
}

/** A media server that takes everything. */
const takesAll: Upload = () => Promise.resolve(1);

/** A loaded thread of `count` messages, the first `own` of one's own; up to the one numbered `read`, they were read. */
export async function threadWorld(
  count: number,
  read = count,
  own = 0,
  upload: Upload = takesAll,
): Promise<ThreadWorld> {
  const server = new ModelServer();
  for (let seq = 1; seq <= count; seq += 1)
    server.send(seq <= own ? ME : OTHER, `message ${seq}`, `id-${seq}`);
  server.read(ME, read);
  const wires: RefusingWire[] = [];
  const network = { failing: false, slow: Promise.resolve<unknown>(undefined) };
  const nothing = { getItem: () => 'off', setItem: () => undefined };
  const realtime = new Realtime({
    me: ME,
    wire: (handlers) => {
      const wire = new RefusingWire(handlers, server);
      wires.push(wire);
      return wire;
    },
    api: {
      conversations: () => Promise.resolve({ items: [server.view()], nextCursor: null }),
      messages: async (_id, request) => {
        await network.slow;
        if (network.failing) throw new ApiError('offline');
        return server.page(request);
      },
      updateSettings: (_id, change) => Promise.resolve(server.updateSettings(change)),
    },
    timers: systemTimers,
    store: memoryStore(),
    drafts: { read: () => undefined, write: () => undefined },
    sound: new Sound(nothing),
    uploads: new Uploads(upload),
  });
  realtime.start();
  await realtime.inbox.load();
  const thread = realtime.thread(7);
  thread.enter();
  // Where reading stopped is looked for first, as on the real screen.
  while (thread.status === 'loading') await new Promise((done) => setTimeout(done));
  const [wire] = wires;
  if (!wire) throw new Error('The client opened no wire.');
  const hear = (text: string) => {
    const { fromRev } = server.send(OTHER, text, `live-${server.lastSeq + 1}`);
    wire.handlers.incoming({ event: 'conversation:changed', payload: server.changeFrom(fromRev) });
  };
  return Object.assign(network, { screen: screenOf(thread), server, wire, hear });
}
