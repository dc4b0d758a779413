import { beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { ScheduledView } from '#contract/scheduled-messages';
import { ApiError } from '../../errors.ts';
import { Uploads } from '../../media/uploads.svelte.ts';
import { Tray } from '../media/tray.svelte.ts';
import { laterApi } from './later-api.ts';
import LaterDialog from './LaterDialog.svelte';
import ScheduledLine from './ScheduledLine.svelte';

const clocks = {
  other: { displayName: 'Maya Lindqvist', timeZone: 'Europe/Berlin' },
  timeZone: 'America/New_York',
};
const view: ScheduledView = {
  id: 4,
  conversationId: 7,
  text: 'Good morning',
  sendAt: '2027-01-14T06:00:00.000Z',
  timeZone: 'Europe/Berlin',
  replyToSeq: null,
  attachments: [],
  status: 'scheduled',
  failure: null,
  createdAt: '2026-06-10T16:00:00.000Z',
};

beforeEach(() => {
  vi.spyOn(laterApi, 'schedule').mockReset().mockResolvedValue(view);
  vi.spyOn(laterApi, 'change').mockReset().mockResolvedValue(view);
});

async function show(scheduled?: ScheduledView) {
  const tray = new Tray(new Uploads(() => Promise.resolve(9)));
  tray.addHeld(scheduled?.attachments ?? []);
  const ondone = vi.fn();
  const subject = { conversationId: 7, text: 'Good morning', replyToSeq: 3, tray, scheduled };
  await render(LaterDialog, { props: { subject, clocks, ondone, onclose: vi.fn() } });
  return ondone;
}

/** A January far enough ahead, and a night on which Berlin's clocks go forward. */
const year = new Date().getUTCFullYear() + 1;

it('schedules for the other person’s clock unless told otherwise, and shows both', async () => {
  const ondone = await show();
  await page.getByLabelText('Day').fill(`${year}-01-14`);
  await page.getByLabelText('Time', { exact: true }).fill('07:00');
  await expect.element(page.getByText(/for Maya, .*1:00.* for you/)).toBeVisible();
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect.poll(() => ondone.mock.calls).toEqual([[view]]);
  expect(vi.mocked(laterApi.schedule).mock.calls).toMatchObject([
    [
      7,
      {
        text: 'Good morning',
        replyToSeq: 3,
        sendAt: `${year}-01-14T06:00:00.000Z`,
        timeZone: 'Europe/Berlin',
      },
    ],
  ]);
});

it('reads the same day and time from one’s own clock once that is chosen', async () => {
  const ondone = await show();
  await page.getByText('Your time').click();
  await page.getByLabelText('Day').fill(`${year}-01-14`);
  await page.getByLabelText('Time', { exact: true }).fill('07:00');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect.poll(() => ondone.mock.calls.length).toBe(1);
  expect(vi.mocked(laterApi.schedule).mock.calls[0]?.[1]).toMatchObject({
    sendAt: `${year}-01-14T12:00:00.000Z`,
    timeZone: 'America/New_York',
  });
});

it('takes a quick moment with one press, and a retry goes under the same id', async () => {
  const ondone = await show();
  vi.mocked(laterApi.schedule).mockRejectedValueOnce(new ApiError('unavailable'));
  const quick = page.getByRole('button', { name: /Tomorrow morning/ });
  await quick.click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/busy or restarting/);
  await quick.click();
  await expect.poll(() => ondone.mock.calls.length).toBe(1);
  const [first, second] = vi.mocked(laterApi.schedule).mock.calls;
  expect(second).toEqual(first);
});

it('says at its field what is missing or refused, and keeps what was filled in', async () => {
  await show();
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect.element(page.getByText('Choose a day and a time.')).toBeVisible();
  expect(laterApi.schedule).not.toHaveBeenCalled();
  await page.getByLabelText('Time', { exact: true }).fill('07:00');
  const fields = [{ path: 'sendAt', message: 'must be at least a minute ahead' }];
  vi.mocked(laterApi.schedule).mockRejectedValueOnce(new ApiError('invalid_input', { fields }));
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect.element(page.getByText('This must be at least a minute ahead.')).toBeVisible();
  await expect.element(page.getByLabelText('Message')).toHaveValue('Good morning');
});

it('changes what waits in its place', async () => {
  const ondone = await show(view);
  await expect.element(page.getByLabelText('Time', { exact: true })).toHaveValue('07:00');
  await page.getByLabelText('Message').fill('Good night');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => ondone.mock.calls.length).toBe(1);
  expect(vi.mocked(laterApi.change).mock.calls).toMatchObject([
    [4, { text: 'Good night', sendAt: view.sendAt, timeZone: 'Europe/Berlin' }],
  ]);
});

it('the line above the composer says what waits, on whose clock, and what could not be sent', async () => {
  const failed: ScheduledView = { ...view, id: 5, status: 'failed', failure: 'Because.' };
  const { rerender } = await render(ScheduledLine, { props: { items: [view], clocks, onopen: vi.fn() } });
  await expect
    .element(page.getByRole('button', { name: /^1 message scheduled for .*\(Maya’s time\)$/ }))
    .toBeVisible();
  await rerender({ items: [failed, view] });
  await expect
    .element(page.getByRole('button', { name: '1 message could not be sent, 1 scheduled' }))
    .toBeVisible();
});
