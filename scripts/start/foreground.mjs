import { constants } from 'node:os';
import { endGroup, startGroup } from '../groups.mjs';
import { onInterruption } from '../interruption.mjs';
import { createNoiseFilter } from './noise.mjs';

/** How long a program has to end by itself after it was asked to, in milliseconds. */
const PATIENCE_MS = 5000;
/**
 * Signals that come closer together than this are one: Ctrl+C reaches npm and this process, and npm
 * passes it on once more. Milliseconds.
 */
const ONE_KEY_PRESS_MS = 500;

/**
 * @typedef {object} Launch
 * @property {string} command
 * @property {readonly string[]} args
 * @property {boolean} quiet whether its stderr is Chromium's, with much that means nothing
 */

/**
 * Runs a program until it ends, and ends it when this process is asked to end. It gets a process
 * group of its own, so that a key press reaches it once and through here alone: Electron does not
 * survive being told twice.
 * @param {Launch} launch
 * @returns {Promise<number>} its exit status; 128 + number for a signal; 0 where it was asked to end
 */
export async function runUntilEnd({ command, args, quiet }) {
  const stderr = quiet ? 'pipe' : 'inherit';
  const child = startGroup(command, args, { stdio: ['inherit', 'inherit', stderr] });
  const filter = createNoiseFilter((line) => process.stderr.write(`${line}\n`));
  child.stderr?.on('data', (chunk) => filter.take(chunk));
  let asked = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let impatient;
  const stop = () => {
    const now = Date.now();
    if (asked === 0) {
      asked = now;
      child.kill('SIGTERM');
      impatient = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    } else if (now - asked > ONE_KEY_PRESS_MS) {
      child.kill('SIGKILL');
    }
  };
  const deaf = onInterruption(stop);
  try {
    /** @type {number} */
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    await endGroup(child);
    filter.end(status !== 0 && asked === 0);
    return asked === 0 ? status : 0;
  } finally {
    clearTimeout(impatient);
    deaf();
  }
}
