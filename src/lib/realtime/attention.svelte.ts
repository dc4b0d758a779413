/** Whether somebody looks at this tab: it is visible and has the focus. */
export class Attention {
  present = $state(false);
  #release: (() => void) | undefined;

  /** Begins to watch the page; `returned` is called whenever attention comes back. */
  start(returned: () => void): void {
    if (typeof document === 'undefined') return;
    const look = () => {
      const before = this.present;
      this.present = document.visibilityState === 'visible' && document.hasFocus();
      if (this.present && !before) returned();
    };
    look();
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    this.#release = () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }

  stop(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
