import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { SetupError } from './report.mjs';
import { npm } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.puttyknife-lock');

/**
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages
 */

/**
 * Says whether what npm noted down about an installation is what the lock file asks for. Optional
 * packages may be missing: they are those of other platforms.
 * @param {Packages} wanted `packages` of package-lock.json
 * @param {Packages} installed `packages` of node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there === undefined) {
      if (entry.optional !== true) return false;
    } else if (there.version !== entry.version || there.integrity !== entry.integrity) {
      return false;
    }
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/** @param {string} path */
function packagesIn(path) {
  try {
    return /** @type {Packages} */ (JSON.parse(readFileSync(path, 'utf8')).packages);
  } catch {
    return null;
  }
}

/** @returns {string} */
function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

/** @returns {boolean} whether the last check found exactly this lock file installed */
export function nodeModulesAreCurrent() {
  try {
    return readFileSync(STAMP, 'utf8') === lockHash();
  } catch {
    return false;
  }
}

/**
 * Installs the packages of the lock file, where they are not there yet. The stamp lies in
 * node_modules, so that it goes away with it.
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupError} where npm fails
 */
export async function ensureNodeModules(report) {
  if (nodeModulesAreCurrent()) return;
  const wanted = packagesIn(LOCK);
  if (wanted === null) {
    throw new SetupError(
      'package-lock.json cannot be read.',
      'Get it back: git checkout package-lock.json',
    );
  }
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed === null || !isInstalled(wanted, installed)) {
    report.say('Installing packages (npm ci).');
    const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
    });
    if (code !== 0) {
      throw new SetupError(
        `npm ci failed:\n${output.trim().slice(-1500)}`,
        /ENOENT|not found/.test(output) && /\bnpm\b/.test(output) && output.length < 200
          ? 'npm does not seem to be installed: it comes with Node from nodejs.org, or as a package of your system.'
          : 'See to what it names (network, proxy, rights in this folder), then run the same command again.',
      );
    }
  }
  writeFileSync(STAMP, lockHash());
}
