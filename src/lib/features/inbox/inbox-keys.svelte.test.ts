import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { searchKey } from './inbox-keys.ts';

afterEach(() => document.body.replaceChildren());

/** A search field above a list of what was found. */
function show(found: readonly string[]) {
  const field = document.createElement('input');
  const list = document.createElement('ul');
  const opened = vi.fn((event: Event) => event.preventDefault());
  const links = found.map((name) =>
    Object.assign(document.createElement('a'), { href: '#', textContent: name }),
  );
  list.append(...links);
  list.addEventListener('click', opened);
  field.addEventListener('keydown', (event) => searchKey(event, list));
  document.body.append(field, list);
  field.focus();
  return { field, links, opened };
}

it('opens the first that was found by Enter, and leads to it by the arrow', async () => {
  const { links, opened } = show(['Jonas Öberg', 'Joan Reed']);
  await userEvent.keyboard('jo{ArrowDown}');
  expect(document.activeElement).toBe(links[0]);
  expect(opened).not.toHaveBeenCalled();
  document.querySelector('input')?.focus();
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(links[0]);
});

it('stays in the field where nothing was found', async () => {
  const { field, opened } = show([]);
  await userEvent.keyboard('zz{ArrowDown}{Enter}');
  expect(document.activeElement).toBe(field);
  expect(opened).not.toHaveBeenCalled();
});
