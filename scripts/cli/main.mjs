import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIsCurrent } from '../setup/build.mjs';
import { nodeModulesAreCurrent } from '../setup/node-modules.mjs';
import { ROOT } from '../setup/paths.mjs';

const CLI = join(ROOT, 'out', 'main', 'cli.js');

/** @returns {Promise<boolean>} whether the command line is there */
async function prepare() {
  if (nodeModulesAreCurrent() && buildIsCurrent()) return true;
  const { runScript, setUp } = await import('../setup/index.mjs');
  let ready = false;
  await runScript(async () => {
    // Standard output belongs to the command's own answer.
    await setUp({ electron: false, system: 'none', build: true, stream: process.stderr });
    ready = true;
    return 0;
  });
  return ready;
}

if (await prepare()) {
  // In this process: its arguments, standard input and exit status are then simply those of the
  // command, and no second Node has to start.
  process.argv[1] = CLI;
  await import(pathToFileURL(CLI).href);
}
