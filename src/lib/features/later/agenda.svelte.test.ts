import { beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { ScheduledWithClient } from '#contract/scheduled-messages';
import { Toasts } from '$ui/toasts.svelte.ts';
import { ApiError } from '../../errors.ts';
import { Uploads } from '../../media/uploads.svelte.ts';
import { Agenda } from './agenda.svelte.ts';
import AgendaList from './AgendaList.svelte';
import { laterApi } from './later-api.ts';

const waiting: ScheduledWithClient = {
  id: 4,
  conversationId: 7,
  text: 'Good morning',
  sendAt: '2030-01-14T06:00:00.000Z',
  timeZone: 'Europe/Berlin',
  replyToSeq: null,
  attachments: [],
  status: 'scheduled',
  failure: null,
  createdAt: '2026-06-10T16:00:00.000Z',
  client: { id: 2, displayName: 'Maya Lindqvist', timeZone: 'Asia/Tokyo' },
};
const failed: ScheduledWithClient = {
  ...waiting,
  id: 3,
  text: 'Too late',
  sendAt: '2026-06-01T06:00:00.000Z',
  status: 'failed',
  failure: 'The server was away when this was due.',
};

let toasts: Toasts;
let agenda: Agenda;
beforeEach(async () => {
  vi.spyOn(laterApi, 'everywhere').mockResolvedValue({ items: [failed, waiting], nextCursor: null });
  toasts = new Toasts();
  agenda = new Agenda(new Uploads(), toasts);
  await agenda.list.load();
  await render(AgendaList, { props: { agenda, timeZone: 'Europe/Berlin' } });
});
const said = () => toasts.list.map(({ text }) => text);

it('says first what could not be sent and why, then what waits, on both clocks', async () => {
  const headings = page.getByRole('heading').elements();
  expect(headings.map((heading) => heading.textContent)).toEqual([
    'Could not be sent',
    expect.stringMatching(/2030/),
  ]);
  await expect
    .element(page.getByRole('region', { name: 'Could not be sent' }))
    .toHaveTextContent(/Not sent\. The server was away/);
  await expect
    .element(page.getByRole('link', { name: /Maya Lindqvist/ }).last())
    .toHaveTextContent(/0?7:00.*·.*(15:00|3:00 PM) for Maya/);
});

it('sends one now, and says why that did not work', async () => {
  vi.spyOn(laterApi, 'sendNow').mockRejectedValueOnce(new ApiError('offline')).mockResolvedValue({});
  const now = page.getByRole('button', { name: 'Send now to Maya Lindqvist' });
  await now.click();
  await expect.poll(said).toEqual(['No connection. Check your network and try again.']);
  await now.click();
  await expect.poll(said).toContain('It is sent.');
});

it('says nothing of having sent what was taken back elsewhere, and shows the list as it is', async () => {
  vi.spyOn(laterApi, 'sendNow').mockRejectedValueOnce(new ApiError('not_found'));
  vi.mocked(laterApi.everywhere).mockResolvedValue({ items: [waiting], nextCursor: null });
  await page.getByRole('button', { name: 'Send now to Maya Lindqvist' }).click();
  await expect.element(page.getByText('Too late')).not.toBeInTheDocument();
  expect(said()).toEqual([]);
});

it('leaves only dropping it once the client has another coach', async () => {
  vi.mocked(laterApi.everywhere).mockResolvedValue({
    items: [{ ...failed, client: null }],
    nextCursor: null,
  });
  await agenda.list.refresh();
  await expect.element(page.getByText('A former client')).toBeVisible();
  await page.getByRole('button', { name: /^What to do with/ }).click();
  const items = page.getByRole('menuitem').elements();
  expect(items.map((item) => item.textContent.trim())).toEqual(['Discard']);
});
