const EVERY_MS = 20_000;

export interface SyncTriggers {
  sync(): void;
  networkBack(): void;
  networkGone(): void;
}

/** Syncs on coming online, on becoming visible, and every 20 s while visible (R4). Returns what ends it. */
export function triggerSync(targets: SyncTriggers): () => void {
  const isVisible = () => document.visibilityState === 'visible';
  const onVisible = () => {
    if (isVisible()) targets.networkBack();
  };
  const onOnline = () => targets.networkBack();
  const onOffline = () => {
    // A server on the same machine is still there.
    if (location.hostname !== 'localhost') targets.networkGone();
  };
  const beat = setInterval(() => {
    if (isVisible()) targets.sync();
  }, EVERY_MS);
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('online', onOnline);
  window.addEventListener('offline', onOffline);
  return () => {
    clearInterval(beat);
    document.removeEventListener('visibilitychange', onVisible);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('offline', onOffline);
  };
}
