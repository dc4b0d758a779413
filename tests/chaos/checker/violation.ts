/** A promise that was broken. `rule` is a short name for the promise, `detail` what was seen. */
export interface Violation {
  readonly rule: Rule;
  readonly detail: string;
}

export type Rule =
  | 'lost'
  | 'doubled'
  | 'changed'
  | 'phantom'
  | 'foreign'
  | 'numbers'
  | 'order'
  | 'diverged'
  | 'stuck'
  | 'watermarks'
  | 'leaked'
  | 'gap'
  | 'process'
  | 'slow to heal';

export function violation(rule: Rule, detail: string): Violation {
  return { rule, detail };
}
