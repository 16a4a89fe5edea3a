/**
 * The doctor on a session that PuTTY saved itself: an error that left no trace before is found after
 * the change, and the undo brings the file back byte for byte.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from '../real/display';
import type { RealDisplay } from '../real/display';
import { run, start, until } from '../real/processes';
import { environment, startGtkPutty } from '../real/putty';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'main/cli/index.ts');

test.skip(process.platform !== 'linux', 'PuTTY is driven in an X display.');

let folder: string;
let display: RealDisplay;
test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-doctor-'));
  display = await startDisplay();
});
test.afterEach(async () => {
  await display.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly code: number | null;
  readonly out: string;
}

/** The command line as this user's, with backups in a folder of the test. */
async function puttyknife(...args: readonly string[]): Promise<Answer> {
  const { code, stdout } = await run(process.execPath, ['--import', 'tsx', CLI, ...args], {
    env: environment(folder),
    cwd: ROOT,
  });
  return { code, out: stdout.toString() };
}

const doctor = (...args: readonly string[]): Promise<Answer> =>
  puttyknife('doctor', '--state', path.join(folder, 'state'), ...args);

/** Waits for a session file, written whole: PuTTY writes it in pieces, so it has to stay the same. */
async function settled(file: string): Promise<string> {
  let last = '';
  return until(
    () => {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      const same = text === last;
      last = text;
      return same && /^SSHManualHostKeys=/m.test(text) ? text : undefined;
    },
    'the saved session',
    2_000,
  );
}

/** Opens PuTTY's dialogue, types a host and a port, and saves them under a name; gives the file. */
async function saveInDialogue(host: string, port: number, name: string): Promise<string> {
  const env = environment(folder, { DISPLAY: display.name });
  const putty = start('putty', [], { env });
  const keys = (...args: readonly string[]): Promise<unknown> => run('xdotool', args, { env });
  try {
    const window = await until(async () => {
      const found = await run(
        'xdotool',
        ['search', '--onlyvisible', '--name', 'PuTTY Configuration'],
        { env },
      );
      return found.stdout.toString().split('\n').find(Boolean);
    }, "PuTTY's dialogue");
    const sessions = path.join(folder, '.putty', 'sessions');
    // A key that comes before the dialogue is ready for it is lost, so what was saved is looked at.
    return await until(async () => {
      rmSync(sessions, { recursive: true, force: true });
      await keys('windowfocus', '--sync', window);
      // Fields are reached by the letters underlined in their labels, which also selects what is in them.
      for (const [letter, text] of [
        ['n', host],
        ['p', String(port)],
        ['e', name],
      ] as const) {
        await keys('key', `alt+${letter}`);
        await keys('type', '--delay', '20', text);
      }
      await keys('key', 'alt+v');
      const file = path.join(sessions, encodeURIComponent(name));
      const saved = await settled(file).catch(() => '');
      const right = `HostName=${host}\n`;
      return saved.includes(right) && saved.includes(`PortNumber=${String(port)}\n`)
        ? file
        : undefined;
    }, 'the session as it was typed');
  } finally {
    await putty.stop();
  }
}

test('what PuTTY saved is changed, shows what was hidden, and comes back', async () => {
  // Nothing listens there, and no other program can be given this port by chance.
  const port = 1;
  const file = await saveInDialogue('127.0.0.1', port, 'db one');
  const original = readFileSync(file);
  const { mode } = statSync(file);
  expect(original.toString()).toMatch(new RegExp(`^PortNumber=${String(port)}$`, 'm'));

  /** Opens the session, until PuTTY tells in a box that the server refuses. */
  const connect = async (): Promise<void> => {
    const putty = startGtkPutty(folder, 'db one', { DISPLAY: display.name });
    try {
      await until(
        async () => ((await putty.titles()).includes('PuTTY Fatal Error') ? true : undefined),
        "PuTTY's error box",
      );
    } finally {
      await putty.stop();
    }
  };
  const logs = path.join(folder, 'putty-logs');

  const before = await doctor('--json');
  expect(before.code).toBe(1);
  const report = JSON.parse(before.out) as {
    sessions: { name: string; hides: { category: string; entries: string[] }[] }[];
  };
  expect(report.sessions.map(({ name }) => name)).toEqual(['db one']);
  const hidden = report.sessions[0]?.hides.find(({ category }) => category === 'network');
  expect(hidden?.entries).toContain('connection-refused');
  await connect();
  expect(existsSync(logs)).toBe(false);

  const refused = await doctor('--apply', 'db one');
  expect(refused.code).toBe(2);
  expect(readFileSync(file).equals(original)).toBe(true);

  const applied = await doctor('--apply', 'db one', '--yes', '--json');
  expect(applied.code).toBe(0);
  const { applied: made } = JSON.parse(applied.out) as { applied: { id: string }[] };
  expect(readFileSync(file, 'utf8')).toMatch(/^LogType=3$/m);
  await connect();
  const [log = ''] = readdirSync(logs);
  expect(log).toMatch(/^127\.0\.0\.1-\d{8}\.log$/);
  const analysis = await puttyknife('analyze', '--json', path.join(logs, log));
  const { files } = JSON.parse(analysis.out) as { files: { incidents: { entry: string }[] }[] };
  expect(files[0]?.incidents.map(({ entry }) => entry)).toEqual(['connection-refused']);

  const undone = await doctor('--undo', made[0]?.id ?? '');
  expect(undone.code).toBe(0);
  expect(readFileSync(file).equals(original)).toBe(true);
  expect(statSync(file).mode).toBe(mode);
});
