const KEY = 'spotter:client-panel';

/** Whether the client panel stands beside the thread; remembered on this device. */
export class PanelMemory {
  #open = $state(true);

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    try {
      this.#open = storage.getItem(KEY) !== 'closed';
    } catch {
      // A forbidden storage remembers nothing.
    }
  }

  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    try {
      this.storage.setItem(KEY, open ? 'open' : 'closed');
    } catch {
      // As above.
    }
  }
}
