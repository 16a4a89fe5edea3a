import { clearNotes, clickNewest, shownCount, takeNotes, trayOf } from './bus';
import type { Tray } from './bus';
import { expect, test } from './launch';
import type { Puttyknife } from './launch';
import { searchPage, searchState } from './search-window';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';

test.skip(process.platform !== 'linux', 'The session bus is the way in on Linux only.');

test.beforeEach(() => {
  clearNotes();
});

async function tray(puttyknife: Puttyknife): Promise<Tray> {
  const id = puttyknife.app.process().pid ?? 0;
  let found: Tray | null = null;
  await expect.poll(() => (found = trayOf(id)) !== null).toBe(true);
  if (found === null) throw new Error('no tray');
  return found;
}

test('an error in a log is told once, and a click opens its explanation', async ({
  puttyknife,
}) => {
  const app = await puttyknife.start('--hidden');
  await tray(puttyknife);
  puttyknife.play(KEY_REFUSED);
  await expect.poll(() => shownCount()).toBe(1);
  // A program that was started hidden makes no window before one is wanted.
  expect(app.windows()).toEqual([]);
  const opened = app.waitForEvent('window');
  clickNewest();
  const page = await opened;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused your key');
  const notes = takeNotes();
  expect(notes).toHaveLength(1);
  expect(notes[0]?.title).toContain('refused your key');
  expect(notes[0]?.body).not.toBe('');
  expect(notes[0]?.body).not.toContain('**');
});

test('notifications can be switched off', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: /notification/ }).uncheck();
  puttyknife.play(KEY_REFUSED);
  await page.getByRole('button', { name: 'Now' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  expect(takeNotes()).toEqual([]);
});

test('the tray says how it is, and leads to everything', async ({ puttyknife }) => {
  const app = await puttyknife.start('--hidden');
  const icon = await tray(puttyknife);
  expect(icon.labels()).toContain('Nothing is wrong');
  puttyknife.play(KEY_REFUSED);
  await expect.poll(() => icon.tooltip()).toContain('1 error to look at');
  const headline = icon.labels().find((label) => label.includes('refused your key')) ?? '';
  const opened = app.waitForEvent('window');
  icon.click(headline);
  const page = await opened;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused your key');
  icon.click('Search messages');
  await expect.poll(() => searchState(puttyknife)).toBe('front');
  await expect((await searchPage(puttyknife)).getByRole('combobox')).toBeFocused();
  icon.click('Settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('watching can be paused and resumed from the tray, and nothing is lost', async ({
  puttyknife,
}) => {
  const page = await puttyknife.open();
  const icon = await tray(puttyknife);
  icon.click('Until I resume it');
  await expect(page.getByText('Watching is paused').first()).toBeVisible();
  await expect.poll(() => icon.labels()).toContain('Resume watching');
  puttyknife.play(KEY_REFUSED);
  await expect(page.getByRole('heading', { name: 'Watching is paused' })).toBeVisible();
  icon.click('Resume watching');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => icon.labels()).toContain('Pause watching');
});

test('a click on the icon shows the window, and Quit ends the program', async ({ puttyknife }) => {
  const app = await puttyknife.start('--hidden');
  const icon = await tray(puttyknife);
  const opened = app.waitForEvent('window');
  icon.activate();
  await (await opened).getByRole('navigation').waitFor();
  const ended = app.waitForEvent('close');
  icon.click('Quit Puttyknife');
  await ended;
});
