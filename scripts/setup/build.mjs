import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { SetupError } from './report.mjs';
import { run } from './run.mjs';
import { withLock } from './lock.mjs';

const STAMP = join(ROOT, 'out', '.puttyknife-build');
/** All that the build reads; files that only tests read are left out below. */
const INPUTS = ['main', 'renderer', 'catalogue', 'resources'];
const INPUT_FILES = [
  'electron.vite.config.ts',
  'svelte.config.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * @param {string} path relative to the project
 * @param {import('node:crypto').Hash} hash
 */
function addFile(path, hash) {
  try {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  } catch {
    hash.update(`${path}\0missing\n`);
  }
}

/**
 * @param {string} folder relative to the project
 * @param {import('node:crypto').Hash} hash
 */
function addFolder(folder, hash) {
  let entries;
  try {
    entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (path !== 'catalogue/generated' && path !== 'catalogue/transcripts') addFolder(path, hash);
    } else if (!entry.name.endsWith('.test.ts')) {
      addFile(path, hash);
    }
  }
}

/** @returns {string} a hash that changes with the name, size or time of any input */
function inputsHash() {
  const hash = createHash('sha256');
  for (const folder of INPUTS) addFolder(folder, hash);
  for (const file of INPUT_FILES) addFile(file, hash);
  return hash.digest('hex');
}

/**
 * @param {string} [inputs]
 * @returns {boolean} whether `out/` was built from the files as they are now
 */
export function buildIsCurrent(inputs = inputsHash()) {
  try {
    return readFileSync(STAMP, 'utf8') === inputs;
  } catch {
    return false;
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} what
 */
async function step(args, what) {
  // The mode of tests must not leak into what is built.
  const { NODE_ENV: _mode, ...env } = process.env;
  const { code, output } = await run(process.execPath, args, { cwd: ROOT, env });
  if (code !== 0) {
    throw new SetupError(
      `${what} failed:\n${output.trim().slice(-4000)}`,
      'Mend what it names, then run the same command again.',
    );
  }
}

/**
 * Builds the catalogue and the program, where any of their inputs changed since the last time.
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupError} with the tool's own message where the build fails
 */
export async function ensureBuild(report) {
  if (buildIsCurrent()) return;
  await withLock(join(ROOT, 'node_modules', '.puttyknife-build-lock'), async () => {
    // Another process may have built while this one waited.
    const inputs = inputsHash();
    if (buildIsCurrent(inputs)) return;
    report.say('Building.');
    rmSync(STAMP, { force: true });
    await step(['node_modules/tsx/dist/cli.mjs', 'catalogue/command.ts', 'build'], 'The catalogue');
    await step(['node_modules/electron-vite/bin/electron-vite.js', 'build'], 'The build');
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, inputs);
  });
}
