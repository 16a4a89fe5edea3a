/** The start of the desktop's process: its flags, the only instance, and errors that nothing expected. */
import { app } from 'electron';
import path from 'node:path';
import { parseFlags } from './desktop/flags';
import { Opening } from './desktop/opening';
import { OwnLog } from './desktop/own-log';
import type { Failed } from './desktop/own-log';
import { declareScheme } from './desktop/protocol';
import { run } from './desktop/run';
import { lockDown } from './desktop/security';
import { claimSingleInstance } from './desktop/start';

const flags = parseFlags(
  process.argv.slice(1),
  process.cwd(),
  app.isPackaged ? null : app.getAppPath(),
);
const opening = new Opening();

if (claimSingleInstance(flags)) {
  const data = app.getPath('userData');
  const log = new OwnLog(path.join(data, 'puttyknife.log'));
  const failed: Failed = (what, thrown) => {
    log.write(what, thrown);
  };
  // Electron would show a modal box and go on in an unknown state.
  process.on('uncaughtException', (thrown) => {
    failed('Puttyknife ended because of an error that nothing expected', thrown);
    app.exit(1);
  });
  process.on('unhandledRejection', (thrown) => {
    failed('Something went wrong that nobody waited for', thrown);
  });
  // macOS names logs to open before the program is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opening.add([file]);
  });
  declareScheme();
  lockDown();
  // No top-level await: Electron is not ready before this module has been run.
  app
    .whenReady()
    .then(() => run({ data, flags, opening, failed }))
    .catch((thrown: unknown) => {
      failed('Puttyknife could not start', thrown);
      app.exit(1);
    });
} else {
  app.quit();
}
