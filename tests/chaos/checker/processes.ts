import type { History, ServerLife } from '../history.ts';
import { violation, type Violation } from './violation.ts';

/** Connections a pool may keep for a while, and files a process opens once and keeps. */
const MORE_FILES = 30;
/** What a heap grows by before anybody collects it. */
const MORE_MEGABYTES = 150;
const HEALED_WITHIN_MS = 30_000;

/** No process died by itself, complained of what nobody foresaw, or kept what it should have let go. */
export function checkProcesses({ servers, internalErrors }: History): Violation[] {
  return [
    ...servers.flatMap((life) => [...endings(life), ...growth(life)]),
    ...internalErrors.map((what) => violation('process', `a device was told of a fault of ours: ${what}`)),
  ];
}

function endings({ node, unplanned, complaints }: ServerLife): Violation[] {
  return [
    ...(unplanned === undefined ? [] : [violation('process', `${node} ended by itself: ${unplanned}`)]),
    ...complaints.map((line) => violation('process', `${node} wrote: ${line}`)),
  ];
}

function growth({ node, growth }: ServerLife): Violation[] {
  if (!growth) return [];
  const files = growth.after.files - growth.before.files;
  const megabytes = growth.after.megabytes - growth.before.megabytes;
  return [
    ...(files > MORE_FILES ? [violation('process', `${node} holds ${files} more files than before`)] : []),
    ...(megabytes > MORE_MEGABYTES
      ? [violation('process', `${node} holds ${Math.round(megabytes)} MB more than before`)]
      : []),
  ];
}

/** Every device held the truth in time. */
export function checkHealing({ healedWithin, laggards }: History, withinMs = HEALED_WITHIN_MS): Violation[] {
  if (healedWithin === undefined)
    return [violation('slow to heal', `not every device ever held the truth: ${laggards.join('; ')}`)];
  return healedWithin > withinMs ? [violation('slow to heal', `it took ${healedWithin} ms`)] : [];
}
