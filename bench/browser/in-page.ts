/** Runs inside the page under measurement, bundled by thread-page.ts: what it may not import is the rest of the bench. */

/** What was seen while a thread was scrolled. */
interface Scrolled {
  readonly frames: number;
  readonly seconds: number;
  /** The most elements with a message in them at once. */
  readonly mostDrawn: number;
  /** Milliseconds of every task above 50. */
  readonly longTasks: readonly number[];
  readonly reached: boolean;
}

function messageAt(seq: number): Element | null {
  return document.querySelector(`[data-seq="${seq}"]`);
}

function eachFrame(act: () => boolean): void {
  requestAnimationFrame(() => {
    if (act()) eachFrame(act);
  });
}

/** Milliseconds since the page was asked for, once the message is there. */
export function opened(seq: number): Promise<number> {
  return new Promise((resolve) => {
    eachFrame(() => {
      if (messageAt(seq) === null) return true;
      resolve(performance.now());
      return false;
    });
  });
}

/** Milliseconds from a click on a link until the message is there. */
export function clicked(link: string, seq: number): Promise<number> {
  const start = performance.now();
  document.querySelector<HTMLElement>(link)?.click();
  return opened(seq).then((end) => end - start);
}

/** Scrolls by so many pixels a frame until the message is there, or the time is over. Negative goes back in time. */
export function scrolled(seq: number, step: number, patienceMs: number): Promise<Scrolled> {
  const view = document.querySelector('[role=log]')?.closest('.overflow-y-auto');
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
  });
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  let [frames, mostDrawn] = [0, 0];
  return new Promise((resolve) => {
    eachFrame(() => {
      frames += 1;
      if (view) view.scrollTop += step;
      mostDrawn = Math.max(mostDrawn, document.querySelectorAll('[data-seq]').length);
      const [reached, passed] = [messageAt(seq) !== null, performance.now() - start];
      if (!reached && passed < patienceMs) return true;
      observer.disconnect();
      resolve({ frames, seconds: passed / 1_000, mostDrawn, longTasks, reached });
      return false;
    });
  });
}
