import { join } from 'node:path';
import { setUp } from '../setup/index.mjs';
import { ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { prepareDemo } from './demo.mjs';
import { appLaunch } from './app.mjs';
import { runUntilEnd } from './foreground.mjs';

/** @returns {boolean} whether a window can be shown */
function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** @typedef {import('./foreground.mjs').Launch} Launch */

/**
 * @param {readonly string[]} args
 * @returns {Launch}
 */
function terminalLaunch(args) {
  console.error('No display: watching in the terminal instead (Ctrl+C ends it).');
  // In the terminal folders are plain arguments.
  const rest = args.filter((arg) => arg !== '--watch' && arg !== '--hidden');
  const script = join(ROOT, 'out', 'main', 'cli.js');
  return { command: process.execPath, args: [script, 'watch', ...rest], quiet: false };
}

/**
 * `npm start`: sets up what is missing, then runs the app, or the terminal companion where no
 * window can be shown.
 * @param {readonly string[]} args `--demo` plays a recorded session; all others go to the app
 * @returns {Promise<number>} exit status
 */
export async function start(args) {
  const window = hasDisplay();
  const { missing } = await setUp({
    electron: window,
    system: window ? 'runtime' : 'none',
    build: true,
  });
  if (missing !== null) throw new SetupError(missing, 'Then run npm start again.');
  const demo = args.includes('--demo') ? prepareDemo() : null;
  const rest = args.filter((arg) => arg !== '--demo');
  if (demo !== null) {
    rest.push('--watch', demo.logs);
    // A history of its own: the demo must not end up in the person's.
    if (window) rest.push('--user-data', demo.state);
    console.log(`Playing a recorded session into ${demo.log}`);
    demo.play();
  }
  try {
    return await runUntilEnd(window ? appLaunch(rest) : terminalLaunch(rest));
  } finally {
    demo?.end();
  }
}
