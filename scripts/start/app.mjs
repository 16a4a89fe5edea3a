import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/**
 * How the built app is started with the Electron of the checkout.
 * @param {readonly string[]} args for the app
 * @returns {import('./foreground.mjs').Launch}
 */
export function appLaunch(args) {
  /** @type {unknown} */
  const executable = createRequire(join(ROOT, 'package.json'))('electron');
  const flags = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.error(
      'Running as root, so without Chromium’s sandbox: use an ordinary account for daily work.',
    );
    flags.push('--no-sandbox');
  }
  return { command: String(executable), args: [...flags, ROOT, ...args], quiet: true };
}
