import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Outcome
 * @property {number} code exit status; 1 where a signal or a failed start ended it
 * @property {string} output stdout and stderr as they came, the last 64 kB of them
 */

/**
 * Runs a program to its end and keeps what it said.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, show?: NodeJS.WritableStream,
 *   shell?: boolean }} [options] `show` passes everything on as it comes
 * @returns {Promise<Outcome>} never rejects
 */
export function run(command, args, options = {}) {
  const { show, ...rest } = options;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output = (output + chunk.toString()).slice(-65536);
      show?.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * How npm is called here. npm itself tells its scripts where it lies; without that it is looked for
 * beside node, since a bare `npm` cannot be started on Windows without a shell.
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand() {
  const told = process.env['npm_execpath'];
  const bin = dirname(process.execPath);
  const places = [
    told?.endsWith('.js') || told?.endsWith('.cjs') ? told : undefined,
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  for (const place of places) {
    if (place !== undefined && /npm-cli\.c?js$/.test(place) && existsSync(place)) {
      return { command: process.execPath, args: [place] };
    }
  }
  return { command: 'npm', args: [] };
}

/**
 * Runs npm.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<Outcome>}
 */
export function npm(args, options = {}) {
  const { command, args: first } = npmCommand();
  const shell = command === 'npm' && process.platform === 'win32';
  return run(command, [...first, ...args], { ...options, shell });
}
