import { dev } from '$app/environment';

/** Lets the app open without a connection from the next start on. A browser that cannot only loses that. */
export async function keepShell(): Promise<void> {
  // Missing on plain-http origins of a local network.
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  try {
    // A build that ran here before must not answer in the place of the sources.
    if (dev) for (const old of await serviceWorker.getRegistrations()) await old.unregister();
    else await serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  } catch {
    // Forbidden by the browser, or no answer: the next start tries again.
  }
}
