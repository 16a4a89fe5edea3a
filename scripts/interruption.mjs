/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How often the parent is looked at, in milliseconds. */
const LOOK_MS = 500;

/**
 * Calls back whenever this process is asked to end: by a signal, or because npm is gone. npm starts
 * its scripts through a shell that dies of a signal without passing it on, and a script that only
 * listened for signals would go on alone.
 * @param {() => void} asked
 * @returns {() => void} stops listening
 */
export function onInterruption(asked) {
  const parent = process.ppid;
  for (const signal of SIGNALS) process.on(signal, asked);
  const byNpm = process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32';
  const look = byNpm
    ? setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(look);
        asked();
      }, LOOK_MS)
    : undefined;
  look?.unref();
  return () => {
    clearInterval(look);
    for (const signal of SIGNALS) process.removeListener(signal, asked);
  };
}
