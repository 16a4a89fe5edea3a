/**
 * What the set-up tells the person in front of it. On a terminal progress is one line that is
 * written over; elsewhere (a file, CI) each step is a plain line and progress stays silent.
 *
 * @typedef {object} Report
 * @property {(text: string) => void} say one line
 * @property {(text: string, done: number, total: number) => void} progress bytes so far, of how many
 */

/** A failure that the person can act on: printed without a stack trace. */
export class SetupError extends Error {
  /**
   * @param {string} message what went wrong, one sentence
   * @param {string} next what to do about it
   * @param {unknown} [cause]
   */
  constructor(message, next, cause) {
    super(`${message}\n${next}`, { cause });
    this.name = 'SetupError';
  }
}

/**
 * @param {NodeJS.WriteStream} stream where the lines go
 * @returns {Report}
 */
export function createReport(stream) {
  const live = stream.isTTY === true;
  let drawn = false;
  let last = 0;
  function wipe() {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  }
  return {
    say(text) {
      wipe();
      stream.write(`${text}\n`);
    },
    progress(text, done, total) {
      const now = Date.now();
      if (!live || now - last < 100) return;
      last = now;
      const share = total > 0 ? Math.min(99, Math.floor((100 * done) / total)) : 0;
      stream.write(`\r\x1b[K${text} ${share} % of ${Math.round(total / 1e6)} MB`);
      drawn = true;
    },
  };
}
