import type { ScheduledWithClient } from '#contract/scheduled-messages';
import { formatDay } from '$ui/format.ts';
import { dayKey, daysBetween, type Instant } from '$ui/format-date.ts';

/** What waits for one calendar day. */
export interface AgendaDay {
  /** `YYYY-MM-DD` where the coach is. */
  day: string;
  /** One moment of it. */
  at: string;
  items: ScheduledWithClient[];
}

/** What could not be sent, and what waits by the coach's days; both in the order they came in. */
export function agendaDays(
  items: readonly ScheduledWithClient[],
  timeZone: string,
): { failed: ScheduledWithClient[]; days: AgendaDay[] } {
  const failed = items.filter(({ status }) => status === 'failed');
  const days: AgendaDay[] = [];
  for (const item of items) {
    if (item.status === 'failed') continue;
    const day = dayKey(item.sendAt, { timeZone });
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, at: item.sendAt, items: [item] });
  }
  return { failed, days };
}

/** "Today", "Tomorrow", "Friday 4 December", with the year when it is not this one. */
export function dayName(at: Instant, timeZone: string, now: Instant): string {
  return daysBetween(at, now, { timeZone }) === -1 ? 'Tomorrow' : formatDay(at, now, { timeZone });
}
