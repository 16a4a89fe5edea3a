/**
 * The app that a bare Electron runs when it is given the path of another one: `electron .`. It is
 * packed into a runtime that comes without Electron's own (see ../stand-in.mjs), does the same for
 * the few ways in which this project, Playwright and electron-vite call Electron, and no more.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as publicApp } from 'electron';

/**
 * What Electron's own default app may do and the published types leave out.
 * @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void, setDesktopName(name: string): void }}
 */
const app = /** @type {any} */ (publicApp);

/**
 * @param {readonly string[]} args
 * @returns {{ folder: string | null, preloads: string[], version: boolean }}
 */
function readArguments(args) {
  /** @type {{ folder: string | null, preloads: string[], version: boolean }} */
  const wanted = { folder: null, preloads: [], version: false };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--version' || arg === '-v') {
      wanted.version = true;
    } else if (arg === '-r' || arg === '--require') {
      at += 1;
      wanted.preloads.push(args[at] ?? '');
    } else if (!arg.startsWith('-')) {
      wanted.folder = resolve(arg);
      break;
    }
  }
  return wanted;
}

/** @param {string} folder */
async function startApp(folder) {
  const manifestPath = join(folder, 'package.json');
  let main = folder;
  if (existsSync(manifestPath)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    main = resolve(folder, manifest.main ?? 'index.js');
    if (manifest.version) app.setVersion(manifest.version);
    app.setName(manifest.productName ?? manifest.name);
    if (process.platform === 'linux') {
      app.setDesktopName(manifest.desktopName ?? `${manifest.name}.desktop`);
    }
    app.setAppPath(folder);
  }
  // Electron fixed this folder before the app's name was known.
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  await import(pathToFileURL(main).href);
}

const wanted = readArguments(process.argv.slice(1));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
if (wanted.version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
const require = createRequire(join(process.cwd(), 'electron'));
for (const preload of wanted.preloads) require(preload);
if (wanted.folder === null) {
  console.error('Give the folder of an app, such as: electron .');
  process.exit(1);
}
// Awaited at the top level: Electron waits with `ready` until then, and an app may have things to
// do before that, such as naming its protocols.
try {
  await startApp(wanted.folder);
} catch (error) {
  console.error(error);
  process.exit(1);
}
