import '../../../app.css';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { UserView } from '#contract/auth';
import type { CheckInCard } from '#contract/cards';
import { dana as coach } from '../../../../tests/support/user-views.ts';
import { ApiError } from '../../errors.ts';
import { checkInsApi } from './check-ins-api.ts';
import Card from './CheckInCardHarness.svelte';

const client: UserView = { ...coach, id: 2, role: 'CLIENT', unitSystem: 'imperial', coachId: 1 };

const card: CheckInCard = {
  kind: 'check_in',
  checkInId: 7,
  clientId: 2,
  weekOf: '2026-11-16',
  weight: 78.4,
  weightDelta: -0.6,
  feeling: 4,
  notes: 'Slept badly on Tuesday.',
  photos: { front: null, side: null, back: null },
  status: 'submitted',
  submittedAt: '2026-11-20T08:00:00.000Z',
  reviewedAt: null,
};

const reviewed = { ...card, status: 'reviewed' as const, reviewedAt: '2026-11-20T12:00:00.000Z' };

afterEach(() => {
  vi.restoreAllMocks();
});

it('shows the coach what there is to review, with the change in words', async () => {
  await render(Card, { card, viewer: coach });
  const shown = page.getByRole('group', { name: /^Check-in · week of/ });
  await expect.element(shown).toHaveTextContent('To review');
  await expect.element(shown).toHaveTextContent('78.4');
  await expect.element(shown).toHaveTextContent('down 0.6 kg since last week');
  await expect.element(page.getByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
});

it('sends a review with Ctrl+Enter', async () => {
  const review = vi.spyOn(checkInsApi, 'review').mockResolvedValue(reviewed);
  await render(Card, { card, viewer: coach });
  await page.getByRole('button', { name: 'Review' }).click();
  await expect.element(page.getByLabelText('Reply (optional)')).toHaveFocus();
  await userEvent.keyboard('Good week.{Control>}{Enter}{/Control}');
  await vi.waitFor(() => {
    expect(review).toHaveBeenCalledWith(7, expect.objectContaining({ reply: 'Good week.' }));
  });
  await expect.element(page.getByLabelText('Reply (optional)')).not.toBeInTheDocument();
});

it('keeps the reply and says why when the review is refused', async () => {
  const refusal = new ApiError('conflict', { detail: 'This check-in is reviewed already.' });
  vi.spyOn(checkInsApi, 'review').mockRejectedValue(refusal);
  await render(Card, { card, viewer: coach });
  await page.getByRole('button', { name: 'Review' }).click();
  await userEvent.keyboard('Good week.{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('This check-in is reviewed already.')).toBeVisible();
  await expect.element(page.getByLabelText('Reply (optional)')).toHaveValue('Good week.');
});

it('shows a client in their own units that it is reviewed, and offers nothing more', async () => {
  await render(Card, { card: reviewed, viewer: client });
  await expect.element(page.getByRole('group')).toHaveTextContent('172.8');
  await expect.element(page.getByRole('group')).toHaveTextContent('Reviewed');
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});

it('keeps a half-written reply for whoever looks into another thread in between', async () => {
  const props = { card: { ...card, checkInId: 8 }, viewer: coach };
  const { unmount } = await render(Card, props);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByLabelText('Reply (optional)').fill('Half a');
  await unmount();
  await render(Card, props);
  await page.getByRole('button', { name: 'Review' }).click();
  await expect.element(page.getByLabelText('Reply (optional)')).toHaveValue('Half a');
});
