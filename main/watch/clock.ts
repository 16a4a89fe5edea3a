/** Time as the watch sees it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since 1970, for what is told and for times of files. It may be set to any other time. */
  now(): number;
  /** Milliseconds since some moment. It only goes forward, so whatever is waited for is measured by it. */
  elapsed(): number;
  /** Calls back once after `ms` milliseconds; gives what undoes it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
