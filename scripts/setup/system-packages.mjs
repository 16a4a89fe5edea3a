import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';
import { SetupError } from './report.mjs';
import { RUNTIME_NEEDS, TEST_NEEDS } from './needs.mjs';

/** @typedef {import('./needs.mjs').Need} Need */
/** @typedef {import('./needs.mjs').Manager} Manager */

/** Programs such as sshd lie in folders that are not on everybody's PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/bin', '/bin'];

/**
 * @param {string} program
 * @returns {string | null} where it lies
 */
export function findProgram(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  for (const folder of folders) {
    if (folder !== '' && existsSync(join(folder, program))) return join(folder, program);
  }
  return null;
}

/** @returns {string} what the dynamic loader knows; empty where it cannot be asked */
function loaderCache() {
  const ldconfig = findProgram('ldconfig');
  if (ldconfig === null) return '';
  return spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * @param {readonly Need[]} needs
 * @returns {Need[]} those that are not met
 */
export function missingOf(needs) {
  const libraries = needs.some((need) => need.library) ? loaderCache() : '';
  return needs.filter((need) => {
    if (need.program) return findProgram(need.program) === null;
    // Where the loader cannot be asked, nothing is known to be missing: Electron will say.
    return libraries !== '' && !libraries.includes(`\t${need.library} `);
  });
}

/** @returns {Manager | null} */
function findManager() {
  /** @type {readonly [Manager, string][]} */
  const managers = [
    ['apt', 'apt-get'],
    ['dnf', 'dnf'],
    ['pacman', 'pacman'],
    ['zypper', 'zypper'],
  ];
  return managers.find(([, program]) => findProgram(program) !== null)?.[0] ?? null;
}

/**
 * Picks, for each need, the first of its packages that this release of the distribution has.
 * @param {readonly Need[]} needs
 * @param {Manager} manager
 * @param {(name: string) => boolean} has
 * @returns {string[]}
 */
export function packagesFor(needs, manager, has) {
  const names = needs.map((need) => {
    const choice = need.packages[manager] ?? [];
    return choice.find((name) => choice.length === 1 || has(name)) ?? choice.at(-1);
  });
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** @param {string} name */
function aptHas(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

/** @type {Readonly<Record<Manager, string>>} */
const INSTALL = {
  apt: 'apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  pacman: 'pacman -S --needed --noconfirm',
  zypper: 'zypper install -y',
};

/**
 * Runs apt while nothing it installs may start a service: Debian asks this file before it starts
 * one (invoke-rc.d(8)), and openssh-server would otherwise begin to listen.
 * @param {readonly string[]} names
 */
async function aptInstall(names) {
  const guard = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(guard);
  const clean = () => rmSync(guard, { force: true });
  if (ours) {
    writeFileSync(guard, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    process.once('exit', clean);
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const args = ['install', '-y', '--no-install-recommends', ...names];
    const first = await run('apt-get', args, { env });
    if (first.code === 0) return first;
    await run('apt-get', ['update'], { env });
    return await run('apt-get', args, { env });
  } finally {
    if (ours) {
      clean();
      process.removeListener('exit', clean);
    }
  }
}

/**
 * Sees to it that Linux brings what is needed. With apt and as root it is installed; otherwise the
 * person is told the command.
 * @param {'runtime' | 'test'} set
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string | null>} what is missing and how to get it; null where nothing is
 * @throws {SetupError} where installing fails
 */
export async function ensureSystemPackages(set, report) {
  if (process.platform !== 'linux') return null;
  const missing = missingOf(set === 'test' ? [...RUNTIME_NEEDS, ...TEST_NEEDS] : RUNTIME_NEEDS);
  if (missing.length === 0) return null;
  const manager = findManager();
  if (manager === null) {
    return `Missing: ${missing.map((need) => need.library ?? need.program).join(', ')}.`;
  }
  const asRoot = process.getuid?.() === 0;
  if (manager === 'apt' && asRoot && !existsSync('/var/lib/apt/lists/lock')) {
    await run('apt-get', ['update']);
  }
  const names = packagesFor(missing, manager, manager === 'apt' ? aptHas : () => true);
  const command = `${INSTALL[manager]} ${names.join(' ')}`;
  if (manager !== 'apt' || !asRoot) {
    return `System packages are missing. Install them with: sudo ${command}`;
  }
  report.say(`Installing system packages: ${names.join(' ')}`);
  const { code, output } = await aptInstall(names);
  if (code !== 0) {
    throw new SetupError(
      `apt-get failed:\n${output.trim().slice(-1500)}`,
      `See to what it names, or run it yourself: ${command}`,
    );
  }
  return null;
}
