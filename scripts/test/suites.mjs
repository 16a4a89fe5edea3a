import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { runGroup } from '../groups.mjs';
import { readPlaywright, readVitest } from './reports.mjs';
import { withScreen } from './screen.mjs';

/** @typedef {import('./main.mjs').Result} Result */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} [built] needs the built program
 * @property {boolean} [onScreen] needs Electron and a screen
 * @property {boolean} [realTools] uses PuTTY's tools and sshd where they are there
 * @property {(folder: string) => Promise<Result>} run `folder` is empty and removed afterwards
 */

/**
 * A suite that only passes or fails.
 * @param {string} name
 * @param {readonly (readonly string[])[]} commands arguments for node, one command after the other
 * @returns {Suite}
 */
function simple(name, commands) {
  return {
    name,
    async run() {
      let output = '';
      for (const args of commands) {
        const done = await runGroup(process.execPath, args, { cwd: ROOT, env: process.env });
        if (done.code !== 0) output += done.output;
        if (done.code !== 0 && done.output === '') output += `${args[0]} failed without a word\n`;
      }
      const failed = output === '' ? 0 : 1;
      return { passed: 1 - failed, failed, skipped: 0, reasons: [], output };
    },
  };
}

/**
 * The environment of a person who has never used anything: tests must not read or change the
 * settings of the one who runs them.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
export function freshEnvironment(folder) {
  const places = {
    HOME: join(folder, 'home'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    TMPDIR: join(folder, 'tmp'),
  };
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o711);
  chmodSync(places.TMPDIR, 0o711);
  // The texts that tests look for are English, whatever the one who runs them speaks.
  const spoken = { LANGUAGE: 'en', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  return process.platform === 'linux'
    ? { ...process.env, ...places, ...spoken }
    : { ...process.env };
}

/** @type {readonly Suite[]} in the order in which they run: the quick ones first */
export const SUITES = [
  simple('types', [
    ['node_modules/typescript/bin/tsc', '--noEmit'],
    [
      'node_modules/svelte-check/bin/svelte-check',
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
  ]),
  simple('lint', [['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']]),
  simple('format', [
    ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ]),
  simple('catalogue', [['node_modules/tsx/dist/cli.mjs', 'catalogue/command.ts', 'check']]),
  {
    name: 'unit',
    built: true,
    realTools: true,
    async run(folder) {
      const report = join(folder, 'unit.json');
      const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json'];
      const env = freshEnvironment(join(folder, 'unit'));
      const { code, output } = await runGroup(
        process.execPath,
        [...args, `--outputFile.json=${report}`],
        { cwd: ROOT, env },
      );
      return readVitest(report, code, output);
    },
  },
  {
    name: 'e2e',
    built: true,
    onScreen: true,
    realTools: true,
    async run(folder) {
      const report = join(folder, 'e2e.json');
      const own = join(folder, 'e2e');
      const env = { ...freshEnvironment(own), PUTTYKNIFE_E2E_REPORT: report };
      const args = [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'test'];
      const { code, output } = await withScreen(own, env, (command, more, onScreen) =>
        runGroup(command, [...more, process.execPath, ...args], { cwd: ROOT, env: onScreen }),
      );
      return readPlaywright(report, code, output);
    },
  },
];
