import { createContext } from 'svelte';

/** A short line that something happened, with at most one way to act on it. */
export interface Toast {
  id: number;
  text: string;
  tone: 'neutral' | 'good' | 'danger';
  action?: { label: string; run: () => void } | undefined;
}

const READING_MS = 5_000;
const ACTING_MS = 10_000;

/** The toasts on screen, oldest first. Each leaves by itself, but not while the pointer or focus rests on them. */
export class Toasts {
  list = $state<Toast[]>([]);
  #nextId = 1;
  #timers: { id: number; timer: ReturnType<typeof setTimeout> }[] = [];

  /** Shows a toast and gives its id. One that can be acted on stays 10 s, any other 5 s. */
  show(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
    const toast: Toast = {
      id: this.#nextId++,
      text,
      tone: options.tone ?? 'neutral',
      action: options.action,
    };
    this.list.push(toast);
    this.#schedule(toast);
    return toast.id;
  }

  /** Takes a toast away; unknown ids are ignored. */
  dismiss(id: number): void {
    this.#cancel((planned) => planned === id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Runs a toast's action and takes it away. */
  act(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }

  /** Keeps every toast until `resume`. */
  pause(): void {
    this.#cancel(() => true);
  }

  /** Starts every toast's time anew. */
  resume(): void {
    this.pause();
    for (const toast of this.list) this.#schedule(toast);
  }

  #schedule(toast: Toast): void {
    const leave = () => {
      this.dismiss(toast.id);
    };
    this.#timers.push({ id: toast.id, timer: setTimeout(leave, toast.action ? ACTING_MS : READING_MS) });
  }

  #cancel(which: (id: number) => boolean): void {
    for (const { id, timer } of this.#timers) if (which(id)) clearTimeout(timer);
    this.#timers = this.#timers.filter(({ id }) => !which(id));
  }
}

/** `getToasts()` inside any component; `setToasts` is called once, by the root layout. */
export const [getToasts, setToasts] = createContext<Toasts>();
