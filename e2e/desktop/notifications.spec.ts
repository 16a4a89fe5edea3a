/** Notifications by the real daemon: what is told, what is held back and why, and what a restart keeps. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseAction, clearNotes, clickNewest, Heard, shownCount, trayOf } from './bus';
import type { Tray } from './bus';
import { violations } from './accessibility';
import { expect, Puttyknife, ROOT, test } from './launch';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';
const HOST_KEY = 'cert-hostkey-other-ca--sshlog.log';
const OTHERS = [
  'connection-refused--sshlog.log',
  'ssh1-only--sshlog.log',
  'gtk-reset-mid-session--sshlog.log',
  'too-many-auth-failures--sshlog.log',
  'no-common-mac--sshlog.log',
];

test.skip(process.platform !== 'linux', 'The session bus is the way in on Linux only.');

let heard: Heard;

test.beforeEach(async () => {
  clearNotes();
  heard = await Heard.start();
});

test.afterEach(() => {
  heard.stop();
});

/** Starts in the tray, and waits until the watch runs. */
async function startHidden(puttyknife: Puttyknife): Promise<Tray> {
  const app = await puttyknife.start('--hidden');
  let tray: Tray | null = null;
  await expect
    .poll(() => (tray ??= trayOf(app.process().pid ?? 0))?.tooltip() ?? '')
    .toContain('watching');
  if (tray === null) throw new Error('no tray');
  return tray;
}

/** Writes settings as a person would who edits the file. */
function writeSettings({ data }: Puttyknife, settings: object): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(path.join(data, 'settings.json'), JSON.stringify(settings));
}

test('the same error with the same host is counted in its notification, also over a restart', async ({
  puttyknife,
}) => {
  await startHidden(puttyknife);
  puttyknife.play(KEY_REFUSED, 'first.log');
  await expect.poll(() => shownCount()).toBe(1);
  puttyknife.play(KEY_REFUSED, 'second.log');
  puttyknife.play(KEY_REFUSED, 'third.log');
  // Brought up to date in its place: still one on the screen, and told with its count.
  await expect.poll(() => heard.notes().at(-1)?.body).toMatch(/^2 more times\. /);
  const [first, ...updates] = heard.notes();
  expect(first).toMatchObject({ replaces: 0, critical: false });
  expect(updates.every(({ replaces }) => replaces > 0)).toBe(true);
  expect(shownCount()).toBe(1);
  const told = heard.notes().length;
  await puttyknife.quit();

  await puttyknife.start();
  const page = await puttyknife.window();
  puttyknife.play(KEY_REFUSED, 'fourth.log');
  await expect(page.getByRole('option')).toHaveCount(4);
  await page.getByRole('button', { name: /held back$/ }).click();
  await expect(page.getByText('3 times')).toBeVisible();
  await expect(page.getByText('The same was told shortly before.')).toBeVisible();
  expect(heard.notes()).toHaveLength(told);
});

test('a button on the notification mutes, and the list lets it speak again', async ({
  puttyknife,
}) => {
  const page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED, 'first.log');
  await expect.poll(() => shownCount()).toBe(1);
  chooseAction('Mute for an hour');
  const mutes = (): number => (JSON.parse(kept(puttyknife)) as { mutes: unknown[] }).mutes.length;
  await expect.poll(mutes).toBe(1);
  puttyknife.play(KEY_REFUSED, 'second.log');
  await page.getByRole('button', { name: /held back$/ }).click();
  await expect(page.getByText('You muted it.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Unmute: Server refused our key' }).first().click();
  await expect(page.getByRole('heading', { name: 'Muted' })).toBeHidden();
  await expect.poll(mutes).toBe(0);
});

function kept({ data }: Puttyknife): string {
  try {
    return readFileSync(path.join(data, 'notifications.json'), 'utf8');
  } catch {
    return '{"mutes":[]}';
  }
}

test('quiet hours hold back, security comes through, and looks like it', async ({ puttyknife }) => {
  writeSettings(puttyknife, { quietHours: { from: '00:00', to: '00:00' } });
  const page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  await expect(page.getByRole('option')).toHaveCount(1);
  puttyknife.play(HOST_KEY);
  await expect.poll(() => heard.notes()).toHaveLength(1);
  const [note] = heard.notes();
  expect(note?.title).toMatch(/^Security: /);
  expect(note?.body).toMatch(/^Do not log in before you know why\./);
  expect(note?.critical).toBe(true);
  // Nobody should wave it away with one click.
  expect(note?.actions).not.toContain('mute');
  await page.getByRole('button', { name: /held back$/ }).click();
  await expect(page.getByText('It came in quiet hours.')).toBeVisible();
});

test('many at once are a handful of notifications, and the tray counts them', async ({
  puttyknife,
}) => {
  const tray = await startHidden(puttyknife);
  for (const log of [KEY_REFUSED, ...OTHERS]) puttyknife.play(log);
  await expect.poll(() => heard.notes().at(-1)?.title).toMatch(/^\d more errors? found$/);
  // Three, the security warning in a lane of its own, and the sum of the rest.
  expect(heard.notes()).toHaveLength(5);
  await expect.poll(() => tray.tooltip()).toContain('6 errors to look at');
  expect(tray.labels()).toContain('No notifications for an hour');
  clickNewest();
  await expect(await puttyknife.app.firstWindow()).toHaveTitle(/./);
});

test('without a daemon the window says it', async ({ puttyknife }) => {
  process.env['DBUS_SESSION_BUS_ADDRESS_KEPT'] = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nowhere';
  try {
    const page = await puttyknife.open();
    puttyknife.play(KEY_REFUSED);
    const banner = page.getByRole('complementary', { name: 'Notification' });
    await expect(banner).toContainText('refused your key');
    await expect(page.getByRole('searchbox')).not.toBeFocused();
    await banner.getByRole('button', { name: 'Show fix' }).click();
    await expect(banner).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('refused your key');
  } finally {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = process.env['DBUS_SESSION_BUS_ADDRESS_KEPT'];
    delete process.env['DBUS_SESSION_BUS_ADDRESS_KEPT'];
  }
});

/** The program as a person starts it for the first time. */
class FirstRun extends Puttyknife {
  override get args(): string[] {
    return [ROOT, '--user-data', this.data];
  }
}

test('the first run introduces itself in three steps, and rehearses a notification', async () => {
  const first = new FirstRun();
  const home = process.env['HOME'];
  process.env['HOME'] = first.folder;
  try {
    await first.start();
    const page = await first.app.firstWindow();
    await expect(page.getByRole('heading', { name: 'This is what was found' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByRole('heading', { name: 'What it can see' })).toBeFocused();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Show me a notification' }).click();
    await expect(page.getByText('A notification came up')).toBeVisible();
    expect(heard.notes()[0]?.title).toMatch(/^Rehearsal: .* refused your key$/);
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('option')).toHaveCount(0);
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing was detected yet' })).toBeVisible();
    await first.quit();
    await first.start();
    const again = await first.app.firstWindow();
    await expect(again.getByRole('button', { name: 'Now', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  } finally {
    if (home === undefined) delete process.env['HOME'];
    else process.env['HOME'] = home;
    await first.end();
  }
});
