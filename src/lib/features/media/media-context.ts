import { createContext } from 'svelte';
import type { Thread } from '../../realtime/thread.svelte.ts';

/** What drawing the media of a thread needs to know of it. */
export interface MediaThread {
  readonly thread: Thread;
  /** Names a sender by user id, "You" for the reader. */
  readonly nameOf: (userId: number) => string;
}

/** `useMediaThread()` below a thread's messages, which call `setMediaThread` once. */
export const [useMediaThread, setMediaThread] = createContext<MediaThread>();
