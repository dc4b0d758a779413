import { groupBy } from './group-by.ts';
import type { History } from './history.ts';
import type { RunReport } from './run.ts';

const SHOWN_VIOLATIONS = 12;

/** One line for a run: what was done, what was felt, what came of it. */
export function summaryOf({ seed, history, verdict }: RunReport): string {
  const outcomes = groupBy(history.operations, ({ outcome }) => outcome);
  const count = (outcome: 'ok' | 'failed' | 'unknown') => outcomes.get(outcome)?.length ?? 0;
  const felt = [...groupBy(history.faults, ({ kind }) => kind)].map(([kind, all]) => {
    const bit = all.filter(({ evidence }) => evidence !== undefined).length;
    return bit === all.length ? `${kind} ${all.length}` : `${kind} ${bit}/${all.length}`;
  });
  const healed =
    history.healedWithin === undefined ? 'never' : `${(history.healedWithin / 1_000).toFixed(1)} s`;
  return [
    `seed ${seed}`,
    verdict.result.toUpperCase(),
    `faults felt: ${felt.join(', ') || 'none'}`,
    `sends ok ${count('ok')}, failed ${count('failed')}, unknown ${count('unknown')}`,
    `pictures stored ${picturesIn(history)}`,
    `acts ok ${history.acts.filter(({ outcome }) => outcome === 'ok').length} of ${history.acts.length}`,
    `gaps ${history.gaps.length}`,
    `in sync after ${healed}`,
  ].join(' | ');
}

function picturesIn({ conversations }: History): number {
  return conversations
    .flatMap(({ fresh }) => fresh)
    .reduce((sum, { attachments }) => sum + attachments.length, 0);
}

/** What was broken or not felt, one line each. */
export function detailsOf({ verdict, history }: RunReport): string[] {
  const { violations, unfelt } = verdict;
  const shown = violations.slice(0, SHOWN_VIOLATIONS).map(({ rule, detail }) => `  ${rule}: ${detail}`);
  const more = violations.length - shown.length;
  const tags = [...groupBy(violations, ({ rule }) => rule)].map(([rule, all]) => `${rule} ${all.length}`);
  return [
    ...shown,
    ...(more > 0 ? [`  and ${more} more (${tags.join(', ')})`] : []),
    ...(unfelt.length > 0 ? [`  not felt: ${unfelt.join(', ')}`] : []),
    ...(violations.length > 0
      ? history.faults.map(({ kind, evidence }) => `  fault ${kind}: ${evidence ?? 'not felt'}`)
      : []),
  ];
}

/** A run for programs to read. */
export function resultsOf({ seed, plans, history, verdict }: RunReport) {
  const { operations, acts, conversations, gaps, faults, healedWithin } = history;
  const count = (wanted: string) => operations.filter(({ outcome }) => outcome === wanted).length;
  return {
    seed,
    result: verdict.result,
    violations: verdict.violations,
    unfelt: verdict.unfelt,
    sends: { ok: count('ok'), failed: count('failed'), unknown: count('unknown') },
    stored: conversations.reduce((sum, { messages }) => sum + messages.length, 0),
    acts: { ok: acts.filter(({ outcome }) => outcome === 'ok').length, all: acts.length },
    pictures: picturesIn(history),
    gaps: gaps.length,
    healedWithinMs: healedWithin,
    plans,
    faults,
  };
}
