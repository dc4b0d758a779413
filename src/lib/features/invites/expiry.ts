const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long an invitation is still good, in words. */
export function expiryOf(expiresAt: string, now: number): { over: boolean; text: string } {
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return { over: true, text: 'The link no longer works. Make a new one.' };
  if (left < HOUR) return { over: false, text: 'Good for less than an hour' };
  if (left < 2 * DAY) return { over: false, text: `Good for ${count(Math.round(left / HOUR), 'more hour')}` };
  return { over: false, text: `Good for ${count(Math.round(left / DAY), 'more day')}` };
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
