import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

const TRANSCRIPTS = join(ROOT, 'catalogue', 'transcripts', 'sick');
/** Time for the app to come up and for the person to look, before "PuTTY" starts; milliseconds. */
const BEFORE_MS = 2500;
/** How long the session takes up to its end; the message lies near it. Milliseconds. */
const SESSION_MS = 5000;
/** No line waits longer than this for the next one, however short the log. Milliseconds. */
const LONGEST_PAUSE_MS = 400;

/**
 * Chooses the recording to play: the refused key that nearly everybody has met, else the shortest.
 * @returns {string} path
 */
function chooseRecording() {
  /** @type {string[]} */
  let logs = [];
  try {
    logs = readdirSync(TRANSCRIPTS).filter((name) => extname(name) === '.log');
  } catch {
    // Told below.
  }
  const chosen = logs.find((name) => /^key-refused.*sshlog/.test(name)) ?? logs.sort()[0];
  if (chosen === undefined) {
    throw new SetupError(
      'There is no recorded session in catalogue/transcripts/sick.',
      'Get the folder back: git checkout catalogue/transcripts',
    );
  }
  return join(TRANSCRIPTS, chosen);
}

/**
 * Cuts a log into its lines, line ends included, so that what is written is byte for byte the log.
 * @param {Buffer} bytes
 * @returns {Buffer[]}
 */
export function linesOf(bytes) {
  /** @type {Buffer[]} */
  const lines = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}

/**
 * @typedef {object} Demo
 * @property {string} logs the folder to watch
 * @property {string} state a folder for the app's own data
 * @property {string} log the file that is going to be written
 * @property {() => void} play starts writing
 * @property {() => void} end stops writing and removes everything
 */

/**
 * Prepares a log folder into which a recorded session is played as PuTTY would write it.
 * @returns {Demo}
 */
export function prepareDemo() {
  const lines = linesOf(readFileSync(chooseRecording()));
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-demo-'));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const log = join(logs, 'putty.log');
  const pause = Math.min(LONGEST_PAUSE_MS, SESSION_MS / Math.max(1, lines.length));
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  return {
    logs,
    state: join(folder, 'state'),
    log,
    play() {
      const begin = Date.now() + BEFORE_MS;
      let written = 0;
      timer = setInterval(() => {
        // By the clock, not by ticks: a long packet log has more lines than timers can fire.
        const due = Math.floor((Date.now() - begin) / pause);
        if (due > written) {
          appendFileSync(log, Buffer.concat(lines.slice(written, due)));
          written = Math.min(due, lines.length);
        }
        if (written >= lines.length) clearInterval(timer);
      }, 50);
    },
    end() {
      clearInterval(timer);
      remove();
    },
  };
}
