/** The log doctor on saved sessions as PuTTY keeps them, with the real PuTTY before and after. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOG_TYPE, savedSession, startGtkPutty } from '../real/putty';
import { freePort } from '../real/sshd';
import { clearNotes, shownCount, takeNotes } from './bus';
import { expect, Puttyknife, ROOT, test as base } from './launch';

/** The program without folders given at the start: it watches where PuTTY's saved sessions log. */
class WithSessions extends Puttyknife {
  readonly home = path.join(this.folder, 'home');

  constructor() {
    super();
    mkdirSync(path.join(this.home, '.putty'), { recursive: true });
    // Not the first run: there is nothing to introduce.
    mkdirSync(this.data);
    writeFileSync(path.join(this.data, 'introduced.json'), '{}');
  }

  override get args(): string[] {
    return [ROOT, '--user-data', this.data];
  }
}

const test = base.extend<{ companion: WithSessions }>({
  companion: async ({ browserName: _none }, use) => {
    const companion = new WithSessions();
    const { PUTTYDIR, HOME } = process.env;
    // The program looks for the sessions where PuTTY does, and the doctor proposes a folder at home.
    process.env['PUTTYDIR'] = path.join(companion.home, '.putty');
    process.env['HOME'] = companion.home;
    await use(companion);
    await companion.end();
    if (PUTTYDIR === undefined) delete process.env['PUTTYDIR'];
    else process.env['PUTTYDIR'] = PUTTYDIR;
    if (HOME === undefined) delete process.env['HOME'];
    else process.env['HOME'] = HOME;
  },
});

test.skip(process.platform !== 'linux', 'PuTTY keeps its sessions in files on Unix only.');

test.beforeEach(() => {
  clearNotes();
});

const logsIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

test('without saved sessions the doctor says what would be here', async ({ companion }) => {
  await companion.start();
  const page = await companion.app.firstWindow();
  await page.getByRole('button', { name: 'Log doctor' }).click();
  await expect(page.getByRole('heading', { name: 'PuTTY has no saved sessions' })).toBeVisible();
});

test('a session that hides its errors is changed, tells them, and is put back', async ({
  companion,
}) => {
  const port = await freePort();
  const file = savedSession(companion.home, 'db01', {
    HostName: '127.0.0.1',
    PortNumber: port,
    LogType: LOG_TYPE.none,
    // Without this the window stays open with its box, and the next one is another window.
    CloseOnExit: 0,
  });
  const original = readFileSync(file);
  const logs = path.join(companion.home, 'putty-logs');
  await companion.start();
  const page = await companion.app.firstWindow();
  await page.getByRole('navigation').waitFor();

  // As it is, PuTTY fails and nobody is told.
  const before = startGtkPutty(companion.home, 'db01');
  try {
    await expect.poll(() => before.titles()).toContain('PuTTY Fatal Error');
  } finally {
    await before.stop();
  }
  expect(logsIn(logs)).toEqual([]);

  const doctor = page.getByRole('button', { name: 'Log doctor' });
  await expect(doctor).toContainText('1 session in trouble');
  await doctor.click();
  await expect(page.getByRole('heading', { level: 1, name: 'db01' })).toBeVisible();
  await expect(page.getByText('Nothing is logged, so no error')).toBeVisible();
  await page.getByRole('button', { name: 'Change this session…' }).click();
  await expect(page.getByRole('row', { name: /LogType 0 3/ })).toBeVisible();
  // To look at the changes is not to make them.
  expect(readFileSync(file)).toEqual(original);
  await page.getByRole('button', { name: 'Apply to this session' }).click();
  await expect(page.getByText('The session was changed.')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('LogType=3');

  const after = startGtkPutty(companion.home, 'db01');
  try {
    await expect.poll(() => logsIn(logs)).toHaveLength(1);
    await expect.poll(() => shownCount()).toBe(1);
  } finally {
    await after.stop();
  }
  expect(takeNotes()[0]?.title).toContain('127.0.0.1');
  await page.getByRole('button', { name: /^Now/ }).click();
  await expect(page.getByRole('article')).toContainText('Connection refused');

  await page.getByRole('button', { name: /^Log doctor/ }).click();
  await page.getByRole('button', { name: /^Undo the change/ }).click();
  await expect(page.getByText('The session is as it was before.')).toBeVisible();
  expect(readFileSync(file)).toEqual(original);
});
