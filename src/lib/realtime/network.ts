import { createSubscriber } from 'svelte/reactivity';

const EVENTS = ['online', 'offline'] as const;

const follow = createSubscriber((changed) => {
  for (const event of EVENTS) addEventListener(event, changed);
  return () => {
    for (const event of EVENTS) removeEventListener(event, changed);
  };
});

/** Whether the browser knows that there is no network, which is often before the socket notices. Reading it follows it. */
export function networkIsGone(): boolean {
  follow();
  return !navigator.onLine;
}
