// Runs inside a session bus: starts a small desktop, then the program named by the arguments.
// Whoever started this process ends its whole group afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** How long each part of the desktop has to come up, in milliseconds. */
const LIMIT_MS = 15_000;

/** @param {string} name a name on the session bus */
function hasOwner(name) {
  const args = ['call', '--session', '--dest', 'org.freedesktop.DBus'];
  const object = ['--object-path', '/org/freedesktop/DBus'];
  const method = ['--method', 'org.freedesktop.DBus.NameHasOwner', name];
  const { stdout } = spawnSync('gdbus', [...args, ...object, ...method], { encoding: 'utf8' });
  return stdout?.includes('true') === true;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [name] the bus name that says it is ready
 */
async function startPart(program, args, name) {
  const child = spawn(program, args, { stdio: 'ignore' });
  child.on('error', (error) => {
    console.error(`${program}: ${error.message}`);
    process.exit(1);
  });
  const end = Date.now() + LIMIT_MS;
  while (name !== undefined && !hasOwner(name)) {
    if (Date.now() > end) {
      console.error(`${program} did not come up within ${LIMIT_MS / 1000} s`);
      process.exit(1);
    }
    await wait(50);
  }
  return child;
}

const [command = '', ...args] = process.argv.slice(2);
const parts =
  process.platform === 'linux'
    ? [
        await startPart('openbox', []),
        await startPart('dunst', [], 'org.freedesktop.Notifications'),
        await startPart('xfce4-panel', ['--disable-wm-check'], 'org.kde.StatusNotifierWatcher'),
      ]
    : [];
const child = spawn(command, args, { stdio: 'inherit' });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code) => {
  for (const part of parts) part.kill();
  process.exit(code ?? 1);
});
