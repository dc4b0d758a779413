import type { History } from '../history.ts';
import { checkAbsences } from './absences.ts';
import { checkActs } from './acts.ts';
import { checkDevices } from './devices.ts';
import { checkMedia } from './media.ts';
import { checkHealing, checkProcesses } from './processes.ts';
import { checkNumbers, checkSenderOrder, checkStorage } from './storage.ts';
import { checkGaps, checkLeaks, checkTold, checkWatermarks } from './told.ts';
import type { Violation } from './violation.ts';

export interface Verdict {
  readonly result: 'held' | 'broken' | 'invalid';
  readonly violations: readonly Violation[];
  /** Faults that nothing shows to have been felt: a run with one proves nothing. */
  readonly unfelt: readonly string[];
}

/** Judges a run. Pure: the same history gives the same verdict. */
export function check(history: History, options: { healWithinMs?: number } = {}): Verdict {
  const violations = [
    ...checkStorage(history),
    ...checkActs(history),
    ...checkMedia(history),
    ...checkNumbers(history),
    ...checkSenderOrder(history),
    ...checkDevices(history),
    ...checkWatermarks(history),
    ...checkTold(history),
    ...checkLeaks(history),
    ...checkAbsences(history),
    ...checkGaps(history),
    ...checkProcesses(history),
    ...checkHealing(history, options.healWithinMs),
  ];
  const unfelt = history.faults.filter(({ evidence }) => evidence === undefined).map(({ kind }) => kind);
  return { violations, unfelt, result: resultOf(violations.length, unfelt.length) };
}

function resultOf(violations: number, unfelt: number): Verdict['result'] {
  if (violations > 0) return 'broken';
  return unfelt > 0 ? 'invalid' : 'held';
}
