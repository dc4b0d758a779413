import { exercisesOn, planDays, recurringDates } from '#contract/rules/schedule';
import { addDays, dayOfWeek } from '#contract/rules/weeks';
import type { Plan, Tick, Trained } from './happenings.ts';
import { instantAt } from './local-time.ts';
import type { Persona, PlanSpec } from './persona.ts';
import type { Random } from './random.ts';
import type { StoredTemplate } from './templates.ts';

const MINUTE_MS = 60_000;
const MAX_GAIN = 1.3;

/** A client's plan as assigning, the passing of days and ending leave it. */
export function planFrom(spec: PlanSpec, template: StoredTemplate, persona: Persona, today: string): Plan {
  const assignedDay = addDays(today, -spec.from);
  const isRecurring = true;
  const recurringDay =
    spec.weekday === undefined ? dayOfWeek(assignedDay) : (dayOfWeek(today) + spec.weekday) % 7;
  const endedDay = spec.to === undefined ? null : addDays(today, -spec.to);
  const weekdays = planDays(template.lines, recurringDay);
  const past: string[] = [];
  for (let day = assignedDay; day < (endedDay ?? today); day = addDays(day, 1)) {
    if (weekdays.includes(dayOfWeek(day))) past.push(day);
  }
  const ahead = endedDay === null ? recurringDates(weekdays, today) : [];
  const endedAt = endedDay === null ? null : instantAt(persona.timeZone, endedDay, 9 * 60);
  const unfailing = spec.unfailing ?? false;
  return {
    unfailing,
    template,
    assignedDay,
    isRecurring,
    recurringDay,
    endedAt,
    endedDay,
    dates: [...past, ...ahead],
  };
}

/** A session of one day; the last exercises are left out where `only` says how many were done. */
export function sessionOn(
  plan: Plan,
  day: string,
  { persona, startsAt, only, random }: { persona: Persona; startsAt: number; only?: number; random: Random },
): Trained | undefined {
  const due = exercisesOn(plan.template.lines, day);
  const done = due.slice(0, only ?? due.length);
  const weeks = Math.max(0, (Date.parse(day) - Date.parse(plan.assignedDay)) / (7 * 86_400_000));
  let at = startsAt;
  const ticks = done.map((line): Tick => {
    at += Math.round(random.between(5, 11)) * MINUTE_MS;
    const { exerciseId, sets, reps, durationMinutes } = line;
    return { at, exerciseId, sets, reps, durationMinutes, weightKg: loadOf(line.weightKg, persona, weeks) };
  });
  return ticks.length === 0
    ? undefined
    : { kind: 'trained', at, plan, day, ticks, whole: ticks.length === due.length };
}

/** What somebody of that strength lifts after so many weeks: plates come in steps of 2.5 kg, small dumbbells of 1. */
function loadOf(planned: number, persona: Persona, weeks: number): number {
  const load = planned * persona.strength * Math.min(MAX_GAIN, 1 + weeks * 0.015);
  const step = load >= 20 ? 2.5 : 1;
  return Math.round(load / step) * step;
}
