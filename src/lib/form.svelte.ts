import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { messageOf, toApiError } from './errors.ts';

/**
 * One form on its way to the server: whether it is busy, what is wrong with each field and with the whole. Nothing
 * typed is touched; after a refusal, focus is on the first wrong field. Fields are known by their `name`.
 */
export class Form<Name extends string> {
  busy = $state(false);
  /** What is wrong beyond single fields, as a sentence. */
  problem = $state<string>();
  #wrong = $state.raw<Partial<Record<string, string>>>({});
  #names: readonly Name[];

  constructor(...names: Name[]) {
    this.#names = names;
  }

  /** What is wrong with a field, as a sentence; undefined while nothing is. */
  error(name: Name): string | undefined {
    return this.#wrong[name];
  }

  /** For `<form {@attach form.submits(work)}>`. `work` rejects with what went wrong, a `WrongField` for instance. */
  submits(work: () => Promise<unknown>): Attachment<HTMLFormElement> {
    return (element) => {
      // The server decides what is right, and says it in the same place for every browser.
      element.noValidate = true;
      const submit = (event: SubmitEvent) => {
        event.preventDefault();
        void this.#run(element, work);
      };
      const edited = ({ target }: Event) => {
        if (target instanceof HTMLElement) this.#forget(target.getAttribute('name'));
      };
      element.addEventListener('submit', submit);
      element.addEventListener('input', edited);
      return () => {
        element.removeEventListener('submit', submit);
        element.removeEventListener('input', edited);
      };
    };
  }

  async #run(element: HTMLFormElement, work: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await work();
      this.#wrong = {};
    } catch (error) {
      this.#show(error);
      await tick();
      element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  }

  #show(error: unknown): void {
    if (error instanceof WrongField) {
      this.#wrong = { [error.field]: error.message };
      return;
    }
    const { fields } = toApiError(error);
    const known = fields.filter(({ path }) => this.#names.some((name) => name === path));
    this.#wrong = Object.fromEntries(known.map(({ path, message }) => [path, sentence(message)]));
    if (known.length === 0 || known.length < fields.length) this.problem = messageOf(error);
  }

  #forget(name: string | null): void {
    if (name === null || this.#wrong[name] === undefined) return;
    this.#wrong = { ...this.#wrong, [name]: undefined };
  }
}

/** Says at one field what stood in the way, in the words of the screen. */
export class WrongField extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = 'WrongField';
  }
}

/** The contract says "must be …"; people read "This must be …." */
function sentence(message: string): string {
  const text = /^(must|is|contains)\b/.test(message) ? `This ${message}` : message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
