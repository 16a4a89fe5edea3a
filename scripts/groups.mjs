import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Programs that are started as leaders of a process group, so that they can be ended together with
 * everything they started themselves.
 *
 * @type {Set<import('node:child_process').ChildProcess>}
 */
const running = new Set();

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether anything of the group was there
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends one group: politely, and after two seconds for good.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
export async function endGroup(child) {
  running.delete(child);
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  if (!signalGroup(pid, 'SIGTERM')) return;
  for (let tries = 0; tries < 40; tries++) {
    await wait(50);
    if (!signalGroup(pid, 0)) return;
  }
  signalGroup(pid, 'SIGKILL');
}

/** Ends everything that was started here and still runs. */
export async function endGroups() {
  await Promise.all([...running].map(endGroup));
}

/**
 * Starts a program as the leader of a group of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {import('node:child_process').ChildProcess}
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  return child;
}

/**
 * Runs a program to its end, then whatever it left behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>} the last 200 kB of what it said
 */
export async function runGroup(command, args, options) {
  // What is captured here is shown on this process's own output, so that decides about colour.
  const env = { ...options.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
  const child = startGroup(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  /** @param {Buffer} chunk */
  const take = (chunk) => {
    output = (output + chunk.toString()).slice(-200_000);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    // Not `close`: that waits for those who inherited the pipes, who are ended next.
    child.on('exit', (status) => resolve(status ?? 1));
  });
  await endGroup(child);
  return { code, output };
}
