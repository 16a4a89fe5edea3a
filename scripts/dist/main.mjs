import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGroup } from '../groups.mjs';
import { setUp } from '../setup/index.mjs';
import { ROOT } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

/**
 * `npm run dist`: packs the program for this platform into dist/.
 * @param {readonly string[]} args for electron-builder, such as `--dir`
 * @returns {Promise<number>} exit status
 */
export async function dist(args) {
  await setUp({ electron: true, system: 'none', build: true });
  const electron = join(ROOT, 'node_modules', 'electron');
  const runtime =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] || join(electron, 'dist');
  const version = readFileSync(join(runtime, 'version'), 'utf8').trim().replace(/^v/, '');
  const { version: wanted } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
  if (version !== wanted) {
    console.error(`Packing Electron ${version}, not ${wanted}: good for a trial, not for a release.`);
  }
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const own = [`-c.electronVersion=${version}`, `-c.electronDist=${runtime}`];
  const archiver = '/usr/bin/7za';
  const env = { ...process.env };
  // The system's own, where there is one: electron-builder's comes from the network.
  if (existsSync(archiver)) env['ELECTRON_BUILDER_7ZIP_PATH'] ??= archiver;
  const done = await runGroup(process.execPath, [builder, ...own, ...args], { cwd: ROOT, env });
  console.log(done.output.trim());
  if (done.code !== 0) {
    throw new SetupError(
      'electron-builder failed.',
      'Where it could not download a helper, pack without one: npm run dist -- --dir',
    );
  }
  console.log('Packed into dist/.');
  return 0;
}
