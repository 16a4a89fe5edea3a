/** Notifications by the real daemon: what is told, what is held back and why, and what a restart keeps. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseAction, clearNotes, Heard, shownCount } from './bus';
import { violations } from './accessibility';
import { expect, test } from './launch';
import type { Puttyknife } from './launch';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';
const HOST_KEY = 'cert-hostkey-other-ca--sshlog.log';

test.skip(process.platform !== 'linux', 'The session bus is the way in on Linux only.');

let heard: Heard;

test.beforeEach(async () => {
  clearNotes();
  heard = await Heard.start();
});

test.afterEach(() => {
  heard.stop();
});

/** Writes settings as a person would who edits the file. */
function writeSettings({ data }: Puttyknife, settings: object): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(path.join(data, 'settings.json'), JSON.stringify(settings));
}

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
