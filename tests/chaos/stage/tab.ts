import type { SessionEndReason } from '#contract/realtime';
import { dial } from '../../support/dial.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import type { BrowserSide, Device, Profile } from '../browser/interface.ts';
import type { Random } from '../random.ts';
import type { Persona } from './cast.ts';
import type { Recorder } from './recorder.ts';
import { threadsIn } from './recorder.ts';
import { TabEars } from './tab-ears.ts';
import { frameFilter, type Judge } from './ws-frames.ts';

/** Frames that are hints (R4): each may be lost without anybody being told. */
const HINT = /^42\["(?:conversation:changed|receipt:updated)"/;

/** What only somebody gets who is let in: the welcome, events and answers. */
const SERVED = /^4[023]/;

const GOODBYE = /^42\["session:ended"/;

const SYNC_ANSWER = /^43\d+\[\{"ok":true,"changes"/;

const OPEN_EVERY_MS = 400;

export interface TabOptions {
  readonly name: string;
  readonly person: Persona;
  readonly profile: Profile;
  readonly browser: BrowserSide;
  readonly recorder: Recorder;
  readonly random: Random;
  /** The port of a server that takes connections, if there is one. */
  route(): number | undefined;
}

/** A place where somebody has the application open, behind a network of its own. May be closed and opened again. */
export class Tab {
  readonly ears: TabEars;
  /** How likely a hint is lost on its way here. */
  losing = 0;
  /** Whether answers to `sync` are lost on their way here. */
  losingSyncs = false;
  /** Whether nobody tells it here that its session has ended: it is just cut off. */
  losingGoodbyes = false;
  /** Why whoever was here had to leave; undefined while nobody had to. */
  left: SessionEndReason | undefined;
  /** The port of the server its last websocket was led to. */
  server: number | undefined;
  #device: Device | undefined;
  #opening: NodeJS.Timeout | undefined;
  /** Of its person's sessions the one it was opened with. */
  #session = 0;
  #forgotten: Promise<void> = Promise.resolve();

  private constructor(
    readonly options: TabOptions,
    readonly link: TcpProxy,
  ) {
    this.ears = new TabEars({ tab: options.name, userId: options.person.id }, options.recorder);
    // The screen of a device is taken down after it has said so, not meanwhile.
    this.ears.onEnd = (reason) => queueMicrotask(() => this.leave(reason));
  }

  static async behindItsLink(options: TabOptions): Promise<Tab> {
    let judgeOf: () => Judge = () => () => 'pass';
    let upgraded: (port: number | undefined) => void = () => undefined;
    let port: number | undefined;
    const link = await TcpProxy.listen({
      target: () => (port = options.route()),
      // Asked right after the target of the same connection.
      filter: () => {
        const led = port;
        return frameFilter(judgeOf(), () => upgraded(led));
      },
    });
    const tab = new Tab(options, link);
    judgeOf = () => tab.#judge();
    upgraded = (led) => (tab.server = led);
    return tab;
  }

  get name(): string {
    return this.options.name;
  }

  get person(): Persona {
    return this.options.person;
  }

  /** The device in it. @throws while the tab is closed */
  get device(): Device {
    if (!this.#device) throw new Error(`${this.name} is closed`);
    return this.#device;
  }

  get isOpen(): boolean {
    return this.#device !== undefined;
  }

  /** Somebody can write here and be heard: online over a good connection, in a thread that takes messages. */
  get inUse(): boolean {
    const device = this.#device;
    return device?.online === true && this.link.clear && device.writable().length > 0;
  }

  /** Opens the application for whoever is logged in. */
  async open(): Promise<void> {
    const { browser, profile, person } = this.options;
    const { headers, session } = person;
    this.left = undefined;
    this.#session = session;
    const url = `http://127.0.0.1:${this.link.port}`;
    const device = browser.openDevice({
      me: person.id,
      url,
      headers,
      dial: () => dial(url, headers),
      profile,
      ears: this.ears,
    });
    this.#device = device;
    this.ears.device = device;
    await device.start();
    this.#openThreads(device);
  }

  /** The tab is gone without a word; what its browser had stored stays. */
  kill(): void {
    clearTimeout(this.#opening);
    this.#device?.kill();
    this.ears.closed();
    this.#device = undefined;
    this.ears.device = undefined;
    this.link.reset();
  }

  /** The session is over: the screen is gone, and what the browser kept of it is wiped as the page does it. */
  leave(reason: SessionEndReason): void {
    if (!this.isOpen) return;
    this.kill();
    this.left = reason;
    this.#forgotten = this.options.profile.forget(reason === 'expired' ? 'copies' : 'everything');
  }

  /** Resolves when what had to be wiped is. */
  forgotten(): Promise<void> {
    return this.#forgotten;
  }

  async close(): Promise<void> {
    this.kill();
    await this.link.close();
  }

  /** How many of this tab's messages are still on their way. */
  unsent(): number {
    const device = this.#device;
    if (!device) return 0;
    return device.conversations().reduce((sum, id) => sum + device.pending(id).length, 0);
  }

  /** Opens each thread as it becomes known, as somebody would who looks at all of them; what fails is tried again. */
  #openThreads(device: Device): void {
    const next = async () => {
      for (const id of device.conversations()) await device.open(id).catch(() => undefined);
      if (this.#device === device) this.#opening = setTimeout(() => void next(), OPEN_EVERY_MS);
    };
    void next();
  }

  /** For one connection, which is of the session the tab has when it begins. */
  #judge(): Judge {
    const session = this.#session;
    const { recorder, person } = this.options;
    return (text) => {
      if (SERVED.test(text)) recorder.reached(this.name, person.id, session);
      for (const id of threadsIn(text)) recorder.heard(this.name, person.id, id);
      return this.#fateOf(text);
    };
  }

  #fateOf(text: string): 'pass' | 'drop' {
    const { recorder, random } = this.options;
    if (this.losingGoodbyes && GOODBYE.test(text)) return 'drop';
    if (this.losingSyncs && SYNC_ANSWER.test(text)) return 'drop';
    if (this.losing === 0 || !HINT.test(text) || !random.chance(this.losing)) return 'pass';
    recorder.note('dropped', this.name);
    return 'drop';
  }
}
