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
  /** The port of the server its last websocket was led to. */
  server: number | undefined;
  #device: Device | undefined;
  #opening: NodeJS.Timeout | undefined;

  private constructor(
    readonly options: TabOptions,
    readonly link: TcpProxy,
  ) {
    this.ears = new TabEars({ tab: options.name, userId: options.person.id }, options.recorder);
  }

  static async behindItsLink(options: TabOptions): Promise<Tab> {
    let judge: Judge = () => 'pass';
    let upgraded: (port: number | undefined) => void = () => undefined;
    let port: number | undefined;
    const link = await TcpProxy.listen({
      target: () => (port = options.route()),
      // Asked right after the target of the same connection.
      filter: () => {
        const led = port;
        return frameFilter(
          (text) => judge(text),
          () => upgraded(led),
        );
      },
    });
    const tab = new Tab(options, link);
    judge = (text) => tab.#judge(text);
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

  async open(): Promise<void> {
    const { browser, profile, person } = this.options;
    const url = `http://127.0.0.1:${this.link.port}`;
    const device = browser.openDevice({
      me: person.id,
      url,
      headers: person.headers,
      dial: () => dial(url, person.headers),
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

  #judge(text: string): 'pass' | 'drop' {
    const { recorder, random, person } = this.options;
    for (const id of threadsIn(text)) recorder.heard(this.name, person.id, id);
    if (this.losingSyncs && SYNC_ANSWER.test(text)) return 'drop';
    if (this.losing === 0 || !HINT.test(text) || !random.chance(this.losing)) return 'pass';
    recorder.note('dropped', this.name);
    return 'drop';
  }
}
