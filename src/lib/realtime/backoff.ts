export interface BackoffOptions {
  /** Milliseconds the first wait is at most. */
  base?: number;
  /** Milliseconds any wait is at most. */
  cap?: number;
  random?: () => number;
}

/**
 * How long to wait before try `attempt` (1 for the first repeat), in milliseconds. Full jitter: anything up to the
 * exponential bound, so that a thousand clients cut off together do not come back together.
 */
export function backoff(attempt: number, options: BackoffOptions = {}): number {
  const { base = 500, cap = 20_000, random = Math.random } = options;
  return Math.round(random() * Math.min(cap, base * 2 ** Math.min(attempt - 1, 20)));
}
