/**
 * Waits a moment after a detection before anybody is told: the lines that PuTTY writes for one event
 * come within milliseconds, and the last of them may be the one that names the root cause.
 */

/** Milliseconds without a further detection. */
export const QUIET = 300;
/** Milliseconds after which nobody waits any longer. */
export const LONGEST = 1000;

export interface Clock {
  now(): number;
  /** Runs `task` after `delay` milliseconds; what it returns takes the task back. */
  after(delay: number, task: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after: (delay, task) => {
    const timer = setTimeout(task, delay);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** For what is remembered over a restart; it jumps when the system's clock is set. */
export const WALL_CLOCK: Clock = { ...SYSTEM_CLOCK, now: () => Date.now() };

interface Waiting<T> {
  readonly since: number;
  latest: T;
  cancel: () => void;
}

export class Settle<T> {
  readonly #waiting = new Map<string, Waiting<T>>();

  /** `settled` is called once for each key, with the latest value. */
  constructor(
    private readonly settled: (key: string, value: T) => void,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** Something happened under this key; the newest value is the one that will be told. */
  push(key: string, value: T): void {
    const now = this.clock.now();
    const before = this.#waiting.get(key);
    before?.cancel();
    const since = before?.since ?? now;
    const delay = Math.max(0, Math.min(QUIET, since + LONGEST - now));
    this.#waiting.set(key, {
      since,
      latest: value,
      cancel: this.clock.after(delay, () => {
        this.#tell(key);
      }),
    });
  }

  /** What waits under this key. */
  waiting(key: string): T | undefined {
    return this.#waiting.get(key)?.latest;
  }

  /** Tells everything that still waits, at once: before the program ends. */
  flush(): void {
    for (const key of [...this.#waiting.keys()]) this.#tell(key);
  }

  #tell(key: string): void {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return;
    waiting.cancel();
    this.#waiting.delete(key);
    this.settled(key, waiting.latest);
  }
}
