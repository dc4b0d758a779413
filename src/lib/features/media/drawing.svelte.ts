import type * as Parts from './parts.ts';

/** What draws attachments, once it is there. */
export class Drawing {
  parts = $state.raw<typeof Parts>();
  failed = $state(false);

  constructor() {
    import('./parts.ts').then(
      (parts) => (this.parts = parts),
      () => (this.failed = true),
    );
  }
}
