import { watch } from 'node:fs';
import { join } from 'node:path';
import { endGroup, endGroups, startGroup } from '../groups.mjs';
import { onInterruption } from '../interruption.mjs';
import { ensureBuild } from '../setup/build.mjs';
import { setUp } from '../setup/index.mjs';
import { ROOT } from '../setup/paths.mjs';
import { createReport, SetupError } from '../setup/report.mjs';
import { appLaunch } from './app.mjs';

/** Editors save in several steps; this long after the last one the build begins. Milliseconds. */
const SETTLE_MS = 200;

/**
 * `npm run dev`: the app as it is shipped, with its protocol and content policy, built and started
 * anew after each change. A build takes few seconds, and nothing behaves otherwise than in the
 * packed app, as it would with pages from a development server.
 * @param {readonly string[]} args for the app
 * @returns {Promise<number>} exit status
 */
export async function dev(args) {
  const { missing } = await setUp({ electron: true, system: 'runtime', build: true });
  if (missing !== null) throw new SetupError(missing, 'Then run npm run dev again.');
  const report = createReport(process.stdout);
  const { command, args: first } = appLaunch(args);
  const launch = () => startGroup(command, first, { stdio: 'inherit' });
  let app = launch();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let busy = false;
  async function renew() {
    if (busy) return later();
    busy = true;
    try {
      await ensureBuild(report);
      await endGroup(app);
      app = launch();
    } catch (error) {
      // The old app goes on until the sources can be built again.
      console.error(error instanceof SetupError ? error.message : error);
    } finally {
      busy = false;
    }
  }
  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => void renew(), SETTLE_MS);
  }
  const watchers = ['main', 'renderer', 'catalogue'].map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      // The build itself writes there.
      if (name !== null && !name.startsWith('generated') && !name.endsWith('.test.ts')) later();
    }),
  );
  await new Promise((resolve) => onInterruption(() => resolve(null)));
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
  await endGroups();
  return 0;
}
