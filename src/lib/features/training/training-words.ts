import type { PlannedExercise } from '#contract/cards';
import { planDays } from '#contract/rules/schedule';
import { addDays, dayOfWeek } from '#contract/rules/weeks';
import { formatCalendarDay, formatNumber, formatWeight, type Units } from '$ui/format.ts';

/** By the number of the day: 0 Sunday to 6 Saturday. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The order weeks are shown in. */
export const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const;

/** The name of a day of the week, 0 Sunday to 6 Saturday. */
export function weekday(day: number): string {
  return WEEKDAYS[day] ?? '';
}

type SetScheme = Pick<PlannedExercise, 'sets' | 'reps' | 'durationMinutes' | 'weightKg'>;

/** What is to be done: "3 × 8 × 60 kg", "3 × 8" with no load, "20 min", "3 × 5 min". */
export function setLine(plan: SetScheme, units: Units): string {
  const load = plan.weightKg > 0 ? [formatWeight(plan.weightKg, units)] : [];
  if (plan.durationMinutes === null) return [plan.sets, plan.reps, ...load].join(' × ');
  const time = `${formatNumber(plan.durationMinutes)}\u00a0min`;
  return [...(plan.sets === 1 ? [time] : [plan.sets, time]), ...load].join(' × ');
}

/** The same for who hears it: "3 sets of 8 at 60 kg", "20 min". */
export function setWords(plan: SetScheme, units: Units): string {
  const each =
    plan.durationMinutes === null ? `${plan.reps ?? 0}` : `${formatNumber(plan.durationMinutes)} minutes`;
  const sets = plan.sets === 1 ? '1 set' : `${plan.sets} sets`;
  return `${sets} of ${each}${plan.weightKg > 0 ? ` at ${formatWeight(plan.weightKg, units)}` : ''}`;
}

/** A calendar day near today in words: "Today", "Tomorrow", "Yesterday", "Thursday", "Thursday 3 December". */
export function dayWords(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === addDays(today, 1)) return 'Tomorrow';
  if (day === addDays(today, -1)) return 'Yesterday';
  const name = weekday(dayOfWeek(day));
  if (day > today && day < addDays(today, 7)) return name;
  return `${name} ${formatCalendarDay(day, Date.parse(`${today}T12:00:00Z`), { timeZone: 'UTC' })}`;
}

/** The same inside a sentence: "today", "tomorrow", "Thursday". */
export function dayInSentence(day: string, today: string): string {
  return dayWords(day, today).replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase());
}

/** Days of the week as a list, Monday first: "Monday", "Mon and Thu", "Mon, Wed and Fri", "day" for all seven. */
export function dayList(days: readonly number[]): string {
  const shown = MONDAY_FIRST.filter((day) => days.includes(day));
  if (shown.length === 7) return 'day';
  if (shown.length === 1) return weekday(shown[0] ?? 0);
  const names = shown.map((day) => weekday(day).slice(0, 3));
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

interface Schedule {
  assignedDate: string;
  isRecurring: boolean;
  recurringDay: number | null;
  exercises: readonly Pick<PlannedExercise, 'dayOfWeek'>[];
}

/** When a plan happens: "Every Monday", "Every Mon and Thu", "Monday 16 November", "Mon and Thu from 16 November". */
export function scheduleWords(plan: Schedule, today: string): string {
  const start = dayOfWeek(plan.assignedDate);
  const days = planDays(plan.exercises, plan.recurringDay ?? start);
  if (plan.isRecurring) return `Every ${dayList(days)}`;
  const from = formatCalendarDay(plan.assignedDate, Date.parse(`${today}T12:00:00Z`), { timeZone: 'UTC' });
  const once = days.length === 1 && days[0] === start;
  return once ? `${weekday(start)} ${from}` : `${dayList(days)}, once from ${from}`;
}

/** "1 exercise", "5 exercises". */
export function exerciseCount(count: number): string {
  return `${count} ${count === 1 ? 'exercise' : 'exercises'}`;
}

/** What a template holds, in a line: "5 exercises", "5 exercises · Mon and Thu". */
export function templateNote(exercises: readonly Pick<PlannedExercise, 'dayOfWeek'>[]): string {
  const named = exercises.flatMap(({ dayOfWeek: day }) => (day === null ? [] : [day]));
  if (named.length === 0) return exerciseCount(exercises.length);
  const days = dayList(named);
  return `${exerciseCount(exercises.length)} · ${days === 'day' ? 'every day' : days}`;
}
