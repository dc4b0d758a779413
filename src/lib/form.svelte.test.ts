import { afterEach, expect, it, vi } from 'vitest';
import { ApiError } from './errors.ts';
import { Form, WrongField } from './form.svelte.ts';

let cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const act of cleanUp) act();
  cleanUp = [];
});

/** A form on the page whose first field is called `email`, and is drawn invalid while the form says so. */
function drawn(form: Form<'email' | 'password'>, work: () => Promise<unknown>) {
  const element = document.createElement('form');
  element.innerHTML = '<input name="email" required /><input name="password" />';
  document.body.append(element);
  const release = form.submits(work)(element);
  const stop = $effect.root(() => {
    $effect(() => {
      for (const input of element.querySelectorAll('input')) {
        const name = input.name === 'email' ? 'email' : 'password';
        input.setAttribute('aria-invalid', String(form.error(name) !== undefined));
      }
    });
  });
  cleanUp.push(() => {
    release?.();
    stop();
    element.remove();
  });
  return element;
}

it('shows what the server found wrong at each field, in a sentence, and puts focus on the first', async () => {
  const form = new Form('email', 'password');
  const element = drawn(form, () =>
    Promise.reject(
      new ApiError('invalid_input', {
        fields: [
          { path: 'password', message: 'must have at least 8 characters' },
          { path: 'email', message: 'must be an e-mail address' },
        ],
      }),
    ),
  );
  element.requestSubmit();
  await vi.waitFor(() => expect(form.error('email')).toBe('This must be an e-mail address.'));
  expect(form.error('password')).toBe('This must have at least 8 characters.');
  expect(form.problem).toBeUndefined();
  await vi.waitFor(() => expect(document.activeElement).toBe(element.elements.namedItem('email')));
  expect(form.busy).toBe(false);
});

it('forgets what was wrong with a field as soon as it is edited', async () => {
  const form = new Form('email', 'password');
  const element = drawn(form, () => Promise.reject(new WrongField('password', 'This is not your password.')));
  element.requestSubmit();
  await vi.waitFor(() => expect(form.error('password')).toBe('This is not your password.'));
  element.querySelector('[name=password]')?.dispatchEvent(new Event('input', { bubbles: true }));
  expect(form.error('password')).toBeUndefined();
});

it('says what is wrong with the whole when it belongs to no field on screen', async () => {
  const form = new Form('email', 'password');
  const element = drawn(form, () =>
    Promise.reject(new ApiError('invalid_input', { fields: [{ path: 'token', message: 'is too long' }] })),
  );
  element.requestSubmit();
  await vi.waitFor(() => expect(form.problem).toBe('Some fields are not right.'));
});

it('sends once, however often it is submitted while under way', async () => {
  const form = new Form('email', 'password');
  let answer = () => {};
  const work = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  const element = drawn(form, work);
  element.requestSubmit();
  element.requestSubmit();
  expect(form.busy).toBe(true);
  answer();
  await vi.waitFor(() => expect(form.busy).toBe(false));
  expect(work).toHaveBeenCalledOnce();
});
